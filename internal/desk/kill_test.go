package desk

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"parallax/internal/archive"
	"parallax/internal/article"
	"parallax/internal/store"
)

// childOf is the variable that makes this test's program a desk over a folder,
// which reads batches of reports from its standard input and answers each with
// its receipts.
const childOf = "PARALLAX_TEST_DESK"

// killedOptions are those of every desk here. Nothing hangs on the clock, so
// that runs can be compared, and the grouping is saved often.
var killedOptions = Options{Pause: time.Hour, Save: 50, Workers: 1}

// child is what runs in the process that is killed.
func child(dir string, in io.Reader, out io.Writer) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	d := New(s, killedOptions)
	ended := make(chan error, 1)
	go func() { ended <- d.Run(ctx) }()
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<24)
	answers := json.NewEncoder(out)
	for lines.Scan() {
		var batch []*article.Article
		if err := json.Unmarshal(lines.Bytes(), &batch); err != nil {
			return err
		}
		receipts, err := d.Receive(ctx, incoming(batch...))
		if err != nil {
			return err
		}
		if err := answers.Encode(receipts); err != nil {
			return err
		}
	}
	cancel()
	return errors.Join(<-ended, s.Close())
}

// many is reports of many events: the example's, under other names.
func many(t *testing.T) []*article.Article {
	t.Helper()
	var out []*article.Article
	for i, names := range []string{
		"", "Aldermark=Brennholm,Carrow=Tessel,Strand=Quill", "Aldermark=Ostra Point,Carrow=Vell,Halvik=Dunmore", "Northshore=Southgate,April=May,Aldermark=Lowmere",
		"Aldermark=Quenby,ski=skat,lift=rink", "Carrow=Hulme,Aldermark=Pell Bay,council=parish", "minister=bishop,Aldermark=Torvik", "police=coastguard,Aldermark=Ennis Lake,hospital=abbey",
	} {
		var pairs []string
		for p := range strings.SplitSeq(names, ",") {
			if from, to, ok := strings.Cut(p, "="); ok {
				pairs = append(pairs, from, to)
			}
		}
		r := strings.NewReplacer(pairs...)
		for _, a := range example(t) {
			b := told(fmt.Sprint(a.ID, "-", i), a.Outlet, a.Published, r.Replace(a.Title), r.Replace(a.Text))
			if i%2 == 1 {
				b.URL = "" // known by content alone
			}
			out = append(out, b)
		}
	}
	return out
}

// batches cuts reports into parts of one to three.
func batches(as []*article.Article) (out [][]*article.Article) {
	r := rand.New(rand.NewPCG(3, 4))
	for len(as) > 0 {
		n := min(len(as), 1+r.IntN(3))
		out = append(out, as[:n])
		as = as[n:]
	}
	return out
}

// TestFiftyKills posts reports to a desk in a process of its own, which is
// killed fifty times at random. What it has acknowledged has to be there,
// nothing twice, and the stories have to be those of a desk that nobody killed.
func TestFiftyKills(t *testing.T) {
	const kills = 50
	dir := t.TempDir()
	all := batches(many(t))
	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	acknowledged := map[string]bool{}
	next := 0
	for k := range kills {
		last := k == kills-1
		until := len(all) * (k + 1) / kills // spread over all kills
		if last {
			until = len(all)
		}
		c := start(t, dir)
		for ; next < until; next++ {
			if c.post(t, all[next], acknowledged) != nil {
				break
			}
		}
		time.Sleep(time.Duration(random.IntN(60)) * time.Millisecond) // into reading, grouping, comparing
		if next < len(all) {
			go func(batch []*article.Article) { _ = c.send(batch) }(all[next]) // it may be lost, or kept and not acknowledged
			time.Sleep(time.Duration(random.IntN(6)) * time.Millisecond)
		}
		c.kill(t)
	}
	s, d, _ := begin(t, dir, killedOptions)
	for ; next < len(all); next++ {
		got, err := d.Receive(t.Context(), incoming(all[next]...))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range got {
			acknowledged[r.Report] = true
		}
	}
	settleBut(t, s)
	sound(t, s)
	got := where(t, s)
	for r := range acknowledged {
		if got[r] == "" {
			t.Errorf("report %s was acknowledged and is in no story", r)
		}
	}
	undisturbed, u, _ := begin(t, t.TempDir(), killedOptions)
	for _, b := range all {
		if _, err := u.Receive(t.Context(), incoming(b...)); err != nil {
			t.Fatal(err)
		}
	}
	settleBut(t, undisturbed)
	if want := where(t, undisturbed); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%d reports are in\n%v\nwithout kills %d are in\n%v", len(got), got, len(want), want)
	}
}

// settleBut waits until nothing waits, without a pause to look at stories again.
func settleBut(t *testing.T, s *store.Store) {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		st, err := s.Status(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if st.ToAnalyse == 0 && st.ToCompare == 0 {
			return
		}
	}
	t.Fatal("reports still wait")
}

// sound checks that the database is whole and its numbers are those of its rows.
func sound(t *testing.T, s *store.Store) {
	t.Helper()
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	if err := s.Audit(t.Context()); err != nil {
		t.Error(err)
	}
}

// victim is a desk in a process of its own.
type victim struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	answers *bufio.Scanner
}

func start(t *testing.T, dir string) *victim {
	t.Helper()
	v := &victim{cmd: exec.Command(os.Args[0])}
	v.cmd.Env = append(os.Environ(), childOf+"="+dir)
	v.cmd.Stderr = os.Stderr
	var err error
	if v.in, err = v.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := v.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	v.answers = bufio.NewScanner(out)
	v.answers.Buffer(nil, 1<<20)
	if err := v.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return v
}

func (v *victim) send(batch []*article.Article) error {
	b, err := json.Marshal(batch)
	if err != nil {
		return err
	}
	_, err = v.in.Write(append(b, '\n'))
	return err
}

// post sends a batch and waits for its receipts.
func (v *victim) post(t *testing.T, batch []*article.Article, acknowledged map[string]bool) error {
	t.Helper()
	if err := v.send(batch); err != nil {
		return err
	}
	if !v.answers.Scan() {
		return io.ErrUnexpectedEOF
	}
	var receipts []archive.Receipt
	if err := json.Unmarshal(v.answers.Bytes(), &receipts); err != nil {
		t.Fatal(err)
	}
	for _, r := range receipts {
		acknowledged[r.Report] = true
	}
	return nil
}

func (v *victim) kill(t *testing.T) {
	t.Helper()
	if err := v.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := v.cmd.Wait(); err == nil {
		t.Error("the process ended by itself")
	}
}
