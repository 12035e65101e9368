// Command load fills a store with invented reports and measures it: how many
// reports a second go from JSON lines into stories, how long pages take while
// more come in, and how much memory that needs.
//
//	go run ./internal/desk/load -reports 100000 -dir DIR
//
// For more reports than there is time to analyse, -copies 10 makes ten of each
// row of a filled store; see multiply.
//
// A folder that has reports already is filled up to the number asked for, so
// that measuring can be repeated. Nothing listens and nothing is fetched: pages
// are asked for in the process that keeps the store, as the server asks.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log"
	"net/http/httptest"
	"os"
	"os/signal"
	"runtime"
	"runtime/pprof"
	"syscall"
	"time"

	"parallax/internal/archive"
	"parallax/internal/article"
	"parallax/internal/desk"
	"parallax/internal/ingest"
	"parallax/internal/serve/pages"
	"parallax/internal/store"
)

func main() {
	log.SetFlags(0)
	o := options{}
	flag.IntVar(&o.reports, "reports", 10_000, "reports in the store before pages are measured")
	flag.StringVar(&o.dir, "dir", "", "folder of the store (none: a new one that is removed)")
	flag.IntVar(&o.asked, "asked", 50, "pages asked for a second")
	flag.IntVar(&o.coming, "coming", 20, "reports coming in a second meanwhile")
	flag.DurationVar(&o.time, "time", 30*time.Second, "how long pages are measured")
	flag.IntVar(&o.compare, "compare", 0, "stories compared at one time, as import has as many as there are processors; 0: half of them, as serve")
	flag.StringVar(&o.profile, "profile", "", "file for a processor profile of filling and measuring")
	flag.IntVar(&o.alone, "alone", 0, "ask for so many pages one after the other, nothing else being done, and tell the processor time of each")
	flag.StringVar(&o.heap, "heap", "", "file for a profile of what the memory holds in the end")
	flag.IntVar(&o.copies, "copies", 1, "make so many of everything that the store in -dir has, and end")
	flag.IntVar(&o.seed, "seed", 0, "other reports for -serve: one that was not used with its store before")
	flag.StringVar(&o.serve, "serve", "", "address of a parallax serve over -dir, which is asked instead of the store")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o); err != nil {
		log.Fatal(err)
	}
}

type options struct {
	reports, asked, coming int
	copies, seed, alone    int
	dir, profile           string
	serve, heap            string
	time                   time.Duration
	compare                int
}

func run(ctx context.Context, o options) error {
	if o.dir == "" {
		dir, err := os.MkdirTemp("", "parallax-load")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		o.dir = dir
	}
	if o.copies > 1 {
		return multiply(ctx, o.dir, o.copies)
	}
	if o.serve != "" {
		return measureServed(ctx, o)
	}
	if o.profile != "" {
		f, err := os.Create(o.profile)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	s, err := store.Open(ctx, o.dir)
	if err != nil {
		return err
	}
	defer s.Close()
	d := desk.New(s, desk.Options{Compare: o.compare})
	if o.alone > 0 {
		return measureAlone(ctx, o.alone, s, d)
	}
	inner, cancel := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- d.Run(inner) }()
	err = work(ctx, o, s, d)
	cancel()
	if e := <-ended; err == nil {
		err = e
	}
	return err
}

func work(ctx context.Context, o options, s *store.Store, d *desk.Desk) error {
	v := newInventor(1, 10_000)
	st, err := s.Status(ctx)
	if err != nil {
		return err
	}
	for range st.Reports { // the stream goes on where it was
		v.next()
	}
	if err := fill(ctx, s, d, v, o.reports-st.Reports); err != nil {
		return err
	}
	begun, cpu := time.Now(), processor()
	if err := d.Settle(ctx); err != nil {
		return err
	}
	fmt.Printf("comparing what was left: %.1f s, %.1f s of processor time\n", time.Since(begun).Seconds(), (processor() - cpu).Seconds())
	if st, err = s.Status(ctx); err != nil {
		return err
	}
	fmt.Printf("in the store: %d reports, %d stories, %d people, %d statements, %.0f MB\n", st.Reports, st.Stories, st.People, st.Statements, float64(st.Bytes)/1e6)
	kinds, err := addresses(ctx, s, v)
	if err != nil {
		return err
	}
	ask := asking(s, d)
	take := func(ctx context.Context, n int) error {
		in, err := lines(ctx, v, n)
		if err != nil {
			return err
		}
		return receive(ctx, d, in)
	}
	if err := measure(ctx, o, kinds, ask, take); err != nil {
		return err
	}
	if o.heap != "" {
		if err := writeHeap(o.heap); err != nil {
			return err
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Printf("memory: %.0f MB at most by the system, heap %.0f MB in use, %.0f MB from the system\n", peak(), float64(m.HeapInuse)/1e6, float64(m.Sys)/1e6)
	return nil
}

// asking gives pages' statuses, asked for in this process.
func asking(s *store.Store, d *desk.Desk) func(address string) int {
	h := pages.New(kept{s, d}, deeds{Desk: d, Store: s}, pages.Options{})
	return func(address string) int {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", address, nil))
		return w.Code
	}
}

// writeHeap writes a profile of what the memory holds.
func writeHeap(name string) error {
	runtime.GC()
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(pprof.WriteHeapProfile(f), f.Close())
}

// fill brings in reports as JSON lines would come in, and waits until all are
// in stories.
func fill(ctx context.Context, s *store.Store, d *desk.Desk, v *inventor, n int) error {
	if n <= 0 {
		return nil
	}
	begun, cpu := time.Now(), processor()
	for left := n; left > 0; {
		batch := min(left, 200)
		in, err := lines(ctx, v, batch)
		if err != nil {
			return err
		}
		if err := receive(ctx, d, in); err != nil {
			return err
		}
		if left -= batch; left/10_000 != (left+batch)/10_000 {
			log.Printf("%d to come after %.0f s", left, time.Since(begun).Seconds())
		}
	}
	for {
		waiting, err := s.Backlog(ctx)
		if err != nil {
			return err
		}
		if waiting == 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	took, spent := time.Since(begun), processor()-cpu
	fmt.Printf("into stories: %d reports in %.1f s, %.0f a second; %.1f s of processor time, %.2f ms a report (with what was compared meanwhile)\n",
		n, took.Seconds(), float64(n)/took.Seconds(), spent.Seconds(), spent.Seconds()*1000/float64(n))
	return nil
}

// written is reports as JSON lines.
func written(v *inventor, n int) (*bytes.Buffer, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	for range n {
		a := v.next()
		if err := e.Encode(map[string]string{"id": a.ID, "url": a.URL, "outlet": a.Outlet, "title": a.Title, "published": a.Published, "text": body(a)}); err != nil {
			return nil, err
		}
	}
	return &b, nil
}

// lines writes reports as JSON lines and reads them again.
func lines(ctx context.Context, v *inventor, n int) ([]archive.Incoming, error) {
	b, err := written(v, n)
	if err != nil || n == 0 {
		return nil, err
	}
	var in []archive.Incoming
	for a, skipped := range ingest.ReadFrom(ctx, "load.jsonl", b, ingest.Options{}) {
		if skipped != nil {
			return nil, fmt.Errorf("%s: %s", skipped.Input, skipped.Reason)
		}
		in = append(in, archive.Incoming{Article: a})
	}
	return in, nil
}

func body(a *article.Article) string { return a.Text[a.Paragraphs[0].Start:] }

// receive hands reports on, again when too many wait.
func receive(ctx context.Context, d *desk.Desk, in []archive.Incoming) error {
	for {
		_, err := d.Receive(ctx, in)
		if !desk.Busy(err) {
			return err
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// processor is the processor time of the process so far.
func processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peak is the most memory that the process had, in MB.
func peak() float64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return float64(u.Maxrss) / 1000
}
