//go:build browser

// Package browser opens pages in a real browser, for tests.
package browser

import (
	"context"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Start runs one browser for all tests.
func Start(t *testing.T) context.Context {
	t.Helper()
	path := os.Getenv("CHROMIUM")
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); path == "" && err == nil {
			path = found
		}
	}
	if path == "" {
		t.Fatal("no Chromium to test the page in: install the package chromium, or set CHROMIUM to the program")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.Flag("disable-gpu", true), chromedp.Flag("hide-scrollbars", true))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("%s does not start: %v", path, err)
	}
	return ctx
}

// Tab is one open page.
type Tab struct {
	t   *testing.T
	Ctx context.Context

	mu         sync.Mutex
	complaints []string // errors and policy violations that the page gave
}

// Look is how a page is looked at.
type Look struct {
	Width, Height int64
	Dark, Print   bool
	NoScript      bool
}

// Desktop and Phone are the two looks that every page is designed for.
var Desktop, Phone = Look{Width: 1440, Height: 900}, Look{Width: 390, Height: 844}

// Open opens a page in a tab of its own. The test fails when the page
// complains, unless the test asks for the complaints.
func Open(t *testing.T, browser context.Context, page string, l Look) *Tab {
	t.Helper()
	k := &Tab{t: t}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithListener(k.listen))
	t.Cleanup(cancel)
	setUp := chromedp.Func(func(ctx context.Context, s *chromedp.Target) error {
		if _, err := cdp.Call(ctx, s, log.Enable, cdp.Empty{}); err != nil {
			return err
		}
		media := emulation.SetEmulatedMediaParams{}
		if l.Dark {
			media.Features = []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}
		}
		if l.Print {
			media.Media = "print"
		}
		if _, err := cdp.Call(ctx, s, emulation.SetEmulatedMedia, media); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, s, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: l.NoScript})
		return err
	})
	if err := chromedp.Do(ctx, setUp, chromedp.EmulateViewport(l.Width, l.Height), chromedp.Navigate(page)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel = context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancel)
	k.Ctx = ctx
	t.Cleanup(func() {
		for _, c := range k.Taken() {
			t.Errorf("the page complains: %s", c)
		}
	})
	return k
}

func (k *Tab) listen(ev any) {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch e := ev.(type) {
	case *runtime.EventExceptionThrown:
		k.complaints = append(k.complaints, e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		k.complaints = append(k.complaints, e.Entry.Text)
	}
}

// Taken gives the complaints so far and forgets them.
func (k *Tab) Taken() []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	c := k.complaints
	k.complaints = nil
	return c
}

// Eval gives the value of an expression in the page.
func Eval[T any](k *Tab, js string) T {
	k.t.Helper()
	v, err := chromedp.Run(k.Ctx, chromedp.Evaluate[T](js))
	if err != nil {
		k.t.Fatalf("%s: %v", js, err)
	}
	return v
}

// Until waits for an expression to become true. While one page gives way to the
// next there is nothing to ask: that is waited for too.
func (k *Tab) Until(js string) {
	k.t.Helper()
	var err error
	for range 250 {
		var yes bool
		if yes, err = chromedp.Run(k.Ctx, chromedp.Evaluate[bool]("!!("+js+")")); err == nil && yes {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	k.t.Fatalf("never true: %s (%v)", js, err)
}

// Click clicks on the first element that a selector finds.
func (k *Tab) Click(css string) {
	k.t.Helper()
	if err := chromedp.Do(k.Ctx, chromedp.Click(chromedp.CSS(css))); err != nil {
		k.t.Fatalf("click on %s: %v", css, err)
	}
}

// Press types keys.
func (k *Tab) Press(keys string) {
	k.t.Helper()
	if err := chromedp.Do(k.Ctx, chromedp.KeyEvent(keys)); err != nil {
		k.t.Fatal(err)
	}
}

// Picture writes a screenshot to a file; whole takes in what has to be scrolled to.
func (k *Tab) Picture(file string, whole bool) {
	k.t.Helper()
	shot := chromedp.CaptureScreenshot()
	if whole {
		shot = chromedp.FullScreenshot(100)
	}
	b, err := chromedp.Run(k.Ctx, shot)
	if err != nil {
		k.t.Fatal(err)
	}
	if err := os.WriteFile(file, b, 0o644); err != nil {
		k.t.Fatal(err)
	}
}
