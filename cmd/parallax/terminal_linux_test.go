package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/sys/unix"
)

// pseudoTerminal is a terminal of so many columns, and what is printed on it.
func pseudoTerminal(t *testing.T, columns uint16) (screen *os.File, printed func() string) {
	t.Helper()
	keyboard, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	fd := int(keyboard.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	screen, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 40, Col: columns}); err != nil {
		t.Fatal(err)
	}
	text := make(chan string, 1)
	go func() {
		var b strings.Builder
		buf := make([]byte, 4096)
		for {
			n, err := keyboard.Read(buf)
			b.Write(buf[:n])
			if err != nil {
				break
			}
		}
		text <- b.String()
	}()
	t.Cleanup(func() { _ = keyboard.Close() })
	return screen, func() string {
		_ = screen.Close()
		return <-text
	}
}

func TestOnATerminal(t *testing.T) {
	file := filepath.Join(t.TempDir(), "report.txt")
	report := "Brake failed after warnings\n\n“" + strings.Repeat("The floor shook, and then it shook again. ", 12) + "It stopped,” said Rosalind Achterberg.\n"
	if err := os.WriteFile(file, []byte(report), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, k := range []struct {
		name, term, noColor string
		styled              bool
	}{
		{"styles as a matter of course", "xterm-256color", "", true},
		{"no styles where the user wants none", "xterm-256color", "1", false},
		{"no styles where there can be none", "dumb", "", false},
	} {
		t.Run(k.name, func(t *testing.T) {
			t.Setenv("COLUMNS", "")
			t.Setenv("CLICOLOR_FORCE", "")
			t.Setenv("TERM", k.term)
			t.Setenv("NO_COLOR", k.noColor)
			screen, printed := pseudoTerminal(t, 66)
			if code := Run(context.Background(), []string{"compare", file}, strings.NewReader(""), screen, screen); code != done {
				t.Errorf("exit code %d", code)
			}
			out := printed()
			if styled := strings.Contains(out, "\x1b["); styled != k.styled {
				t.Errorf("styled: %v, want %v in %q", styled, k.styled, out)
			}
			widest := 0
			for l := range strings.Lines(out) {
				widest = max(widest, ansi.StringWidth(strings.TrimRight(l, "\r\n")))
			}
			if widest != 66 {
				t.Errorf("the widest line has %d columns, not the terminal's 66", widest)
			}
		})
	}
}

func TestProgressOnATerminal(t *testing.T) {
	screen, printed := pseudoTerminal(t, 80)
	p := startProgress(screen, "reports read:", 0)
	shown := func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		return p.bar != nil
	}
	for deadline := time.Now().Add(10 * time.Second); !shown(); {
		if time.Now().After(deadline) {
			t.Fatal("no progress within ten seconds")
		}
		time.Sleep(time.Millisecond)
	}
	for range 3 {
		p.step()
	}
	time.Sleep(400 * time.Millisecond) // two pictures
	p.stop()
	p.stop()
	if out := printed(); !strings.Contains(out, "reports read: 3") {
		t.Errorf("printed %q", out)
	}
}

func TestNoProgressInAPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	p := startProgress(w, "reports read:", 0)
	p.step()
	p.stop()
	if p.timer != nil || p.bar != nil {
		t.Error("progress was started")
	}
	_ = w.Close()
}
