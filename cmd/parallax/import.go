package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"time"

	"parallax/internal/archive"
	"parallax/internal/desk"
	"parallax/internal/ingest/opml"
	"parallax/internal/store"
)

// importCommand is parallax import.
type importCommand struct {
	reading
	keeping
	Outlet    string `placeholder:"NAME" help:"Outlet of reports that name none."`
	NoCompare bool   `help:"Put reports into stories and leave comparing them to serve."`
}

// Help is shown below the flags.
func (importCommand) Help() string {
	return `Examples:
  parallax import archive.jsonl.gz
  parallax import --data ~/news reports/
  parallax import feeds.opml
  parallax import --data ~/restored backup.db

Reads whatever compare reads, lists of feeds (OPML), what parallax export reports has written, and a backup, which needs a folder with nothing in it. A report that is kept already is not kept again; one with the same address and another text is a revision. It can be interrupted and started again, and a service may be running over the same folder.` + codesOfRead
}

// Run brings reports and feeds in.
func (k *importCommand) Run(s *session) error {
	var reports []string
	var lists [][]byte
	for _, name := range k.Inputs {
		kind, content, err := kindOf(name)
		switch {
		case err != nil:
			return err
		case kind == "database" && len(k.Inputs) > 1:
			return fault{misused, fmt.Errorf("%s is a backup; restore it by itself", name)}
		case kind == "database":
			return k.restore(s, name)
		case kind == "opml":
			lists = append(lists, content)
		default:
			reports = append(reports, name)
		}
	}
	st, err := store.Open(s, k.folder())
	if err != nil {
		return err
	}
	defer st.Close()
	for _, list := range lists {
		if err := k.feeds(s, st, list); err != nil {
			return err
		}
	}
	if len(reports) == 0 {
		return nil
	}
	k.Inputs = reports
	return k.reports(s, st)
}

// restore puts a backup into a folder that has nothing in it.
func (k *importCommand) restore(s *session, name string) error {
	if err := store.Restore(s, k.folder(), name); err != nil {
		return err
	}
	fmt.Fprintf(s.out, "restored %s into %s\n", name, k.folder())
	return nil
}

// kindOf tells lists of feeds and backups, which are read here, from reports.
func kindOf(name string) (kind string, content []byte, err error) {
	i, err := os.Stat(name)
	if name == "-" || err != nil || !i.Mode().IsRegular() {
		return "", nil, nil // said where reports are read
	}
	f, err := os.Open(name)
	if err != nil {
		return "", nil, err
	}
	defer f.Close()
	head := make([]byte, 4096)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return "", nil, err
	}
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte("SQLite format 3\x00")):
		return "database", nil, nil
	case bytes.Contains(bytes.ToLower(head), []byte("<opml")):
		content, err = os.ReadFile(name)
		return "opml", content, err
	}
	return "", nil, nil
}

// feeds keeps the feeds of a list, those that are there already as they are.
func (k *importCommand) feeds(s *session, st *store.Store, list []byte) error {
	subscriptions, skipped, err := opml.Read(list)
	if err != nil {
		return err
	}
	for _, x := range skipped {
		s.problems++
		fmt.Fprintf(s.err, "parallax: skipped line %d (%s): %s\n", x.Line, x.Title, x.Reason)
	}
	added, known := 0, 0
	for _, f := range subscriptions {
		_, err := st.PutFeed(s, archive.Feed{URL: f.URL, Site: f.Site, Title: f.Title, Folder: f.Folder, FullText: true})
		switch {
		case errors.Is(err, archive.ErrConflict):
			known++
		case err != nil:
			return err
		default:
			added++
		}
	}
	fmt.Fprintf(s.out, "feeds: %d added, %d there already\n", added, known)
	return nil
}

// importBatch is how many reports are kept in one transaction.
const importBatch = 200

// reports keeps reports and waits until they are in stories.
func (k *importCommand) reports(s *session, st *store.Store) error {
	ctx, cancel := context.WithCancel(s)
	defer cancel()
	d := desk.New(st, desk.Options{Pause: 300 * time.Millisecond, Compare: runtime.GOMAXPROCS(0)})
	ended := make(chan error, 1)
	go func() { ended <- d.Run(ctx) }()
	counts, err := k.receive(s, d)
	var held bool
	if err == nil {
		held, err = k.wait(s, st, d, ended)
	}
	cancel()
	if !held {
		err = errors.Join(err, <-ended)
	}
	if err != nil {
		return err
	}
	if counts == [3]int{} {
		return k.nothing()
	}
	fmt.Fprintf(s.out, "reports: %d new, %d known already, %d revised\n", counts[archive.New], counts[archive.Known], counts[archive.Revised])
	if held {
		fmt.Fprintln(s.err, "parallax: a running service has this folder; it puts the reports into stories")
		return nil
	}
	now, err := st.Status(s)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "kept in %s: %s in %s\n", k.folder(), some(now.Reports, "report", "reports"), some(now.Stories, "story", "stories"))
	return nil
}

// some is a number with its noun.
func some(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, several)
}

// receive keeps all reports in batches and counts what became of them.
func (k *importCommand) receive(s *session, d *desk.Desk) (counts [3]int, err error) {
	p := startProgress(s.err, "reports read:", patience)
	defer p.stop()
	var batch []archive.Incoming
	flush := func() error {
		receipts, err := receiveWhenFree(s, d, batch)
		for _, r := range receipts {
			counts[r.What]++
		}
		batch = batch[:0]
		return err
	}
	for a, skipped := range k.read(s, p) {
		if skipped != nil {
			s.skip(skipped)
			continue
		}
		if a.Outlet == "" {
			a.Outlet = k.Outlet
		}
		if batch = append(batch, archive.Incoming{Article: a}); len(batch) == importBatch {
			if err := flush(); err != nil {
				return counts, err
			}
		}
	}
	if s.Err() != nil {
		return counts, s.Err()
	}
	return counts, flush()
}

// receiveWhenFree hands reports on, again when too many wait.
func receiveWhenFree(ctx context.Context, d *desk.Desk, in []archive.Incoming) ([]archive.Receipt, error) {
	if len(in) == 0 {
		return nil, nil
	}
	for {
		out, err := d.Receive(ctx, slices.Clone(in))
		if !errors.Is(err, archive.ErrBusy) {
			return out, err
		}
		select {
		case <-time.After(100 * time.Millisecond):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// wait waits until everything is in a story and compared; held tells that
// another process does that.
func (k *importCommand) wait(s *session, st *store.Store, d *desk.Desk, ended chan error) (held bool, err error) {
	settled := make(chan error, 1)
	ctx, cancel := context.WithCancel(s)
	defer cancel()
	go func() {
		if k.NoCompare {
			settled <- d.Grouped(ctx)
			return
		}
		settled <- d.Settle(ctx)
	}()
	select {
	case err := <-settled:
		return false, err
	case err := <-ended:
		cancel()
		<-settled
		if errors.Is(err, desk.ErrHeld) {
			return true, nil
		}
		if err == nil {
			err = errors.New("interrupted")
		}
		return true, err
	}
}
