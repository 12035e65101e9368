package copies

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/internal/lang"
	"parallax/internal/marks"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// of reads paragraphs with a blank line between them.
func of(t string) *Text {
	var ps []text.Span
	at := 0
	for p := range strings.SplitSeq(t, "\n\n") {
		ps = append(ps, text.Span{Start: at, End: at + len(p)})
		at += len(p) + 2
	}
	return Of(t, ps, marks.Find(t, segment.Segment(t, text.Span{}, ps, lang.English())))
}

// What the invented events are told with. Two writers who tell one event draw
// other words for the same facts, as two reporters do; what was said aloud is
// the same for both.
var (
	who     = strings.Fields("Trewin Quill Abbensett Tavener Kroll Pellow Birdwell Ostrander Lyle Collop Varley Dunmore Estrin Halloran Ruddock Sallis")
	where   = []string{"the tannery bridge", "the east lock", "the grain store", "the lower tram line", "the bathing house", "the old weir", "the wool market", "the signal tower"}
	began   = []string{"Work on %[1]s came to a halt", "Nobody will cross %[1]s for now", "The gates at %[1]s were locked", "%[1]s is out of use again", "There was no way into %[1]s", "Engineers have given up on %[1]s for the season", "A fence went up around %[1]s"}
	when    = []string{"shortly before noon", "late on Tuesday", "after the early shift", "when the tide turned", "a little after nine", "before most people were up", "in the small hours"}
	because = []string{"because a beam had cracked", "after water came in from below", "since the pumps had failed twice", "as the ground was still moving", "for want of a single bolt", "owing to a fire in the boiler room", "once the surveyors had seen the cellar"}
	then    = []string{"%[2]s, who had warned of it in spring, stood by and watched", "%[2]s walked down with a lamp and came back shaking a wet sleeve", "it was left to %[2]s to tell the shopkeepers one by one", "%[2]s signed the order on the bonnet of a lorry", "the crew waited for %[2]s and then went home"}
	after   = []string{"Repairs are put at %[3]d crowns, which nobody has", "It will take %[3]d days if the weather holds", "Some %[3]d households have to go the long way round", "The last time, %[3]d sacks of sand were needed", "Insurers reckon with %[3]d claims by Friday", "A ledger from the year of the flood speaks of %[3]d loads of stone"}
	said    = []string{"We looked at every beam, we looked at every bolt, and I tell you there was nothing that anybody could have seen from the road", "I have asked for the money four times, I have four letters that say no, and I shall frame them", "If you want it open by the fair, then send me thirty people and a crane, and not another committee", "The water does not read our timetable, and neither, I am sorry to say, does the ministry"}
)

type writer struct{ *rand.Rand }

func (w writer) one(list []string) string { return list[w.IntN(len(list))] }

// event is what all who tell of it agree on.
type event struct {
	place, name string
	number      int
	speech      []string
}

func (w writer) event() event {
	e := event{place: w.one(where), name: w.one(who), number: 20 + w.IntN(900)}
	for _, i := range w.Perm(len(said))[:1+w.IntN(3)] {
		e.speech = append(e.speech, said[i])
	}
	return e
}

func (w writer) sentence(e event) string {
	s := fmt.Sprintf(w.one([]string{
		w.one(began) + " " + w.one(when) + ", " + w.one(because) + "; " + w.one(then),
		w.one(after) + ", and " + w.one(then) + " " + w.one(when),
		w.one(began) + " " + w.one(because) + ". " + w.one(after),
		w.one(then) + " " + w.one(when) + ", " + w.one(because),
	})+"%.0[1]s%.0[2]s%.0[3]d", e.place, e.name, e.number)
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// tell writes a report in the writer's own words, with what was said aloud.
func (w writer) tell(e event, paragraphs int) []string {
	var out []string
	for i := range paragraphs {
		p := w.colour() + " " + w.sentence(e) + " " + w.colour()
		if i%2 == 1 {
			p += fmt.Sprintf(" “%s,” %s said.", e.speech[i/2%len(e.speech)], e.name)
		}
		out = append(out, p)
	}
	return out
}

// colour is a sentence that no other writer writes.
func (w writer) colour() string {
	syllables := strings.Fields("ba ko ri mel tan dor sil ven gra pu lo shi ner tas wo fen")
	var words []string
	for range 7 + w.IntN(9) {
		word := ""
		for range 1 + w.IntN(3) {
			word += w.one(syllables)
		}
		words = append(words, word)
	}
	return strings.ToUpper(words[0][:1]) + words[0][1:] + " " + strings.Join(words[1:], " ") + "."
}

// disguises are what outlets do with another's report.
var disguises = []struct {
	name string
	do   func(w writer, e event, ps []string) []string
}{
	{"verbatim", func(_ writer, _ event, ps []string) []string { return ps }},
	{"cut from the end", func(w writer, _ event, ps []string) []string { return ps[:max(2, len(ps)*(3+w.IntN(4))/10)] }},
	{"reordered", func(w writer, _ event, ps []string) []string {
		out := append([]string{}, ps...)
		w.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
		return out
	}},
	{"new lead", func(w writer, e event, ps []string) []string {
		return append([]string{w.sentence(e) + " " + w.colour()}, ps[1:]...)
	}},
	{"a third rewritten", func(w writer, e event, ps []string) []string {
		out := append([]string{}, ps...)
		for _, i := range w.Perm(len(out))[:len(out)/3] {
			out[i] = w.tell(e, 1)[0]
		}
		return out
	}},
	{"every twelfth word changed", func(w writer, _ event, ps []string) []string {
		var out []string
		for _, p := range ps {
			words := strings.Fields(p)
			for i := range words {
				if w.IntN(12) == 0 && !strings.ContainsAny(words[i], "“”") {
					words[i] = w.one(who)
				}
			}
			out = append(out, strings.Join(words, " "))
		}
		return out
	}},
	{"credited and half own", func(w writer, e event, ps []string) []string {
		out := append([]string{}, ps[:len(ps)/2]...)
		out[0] = "BELLHAVEN, May 3 (Strait Wire) — " + out[0]
		return append(out, w.tell(e, len(ps)-len(ps)/2)...)
	}},
}

// blurb is what one publisher puts under every report.
const blurb = "Our newsroom belongs to its readers and to nobody else. If you know more about this than we do, come by on any weekday, or leave a letter with the porter at the side door."

// TestCopies measures on invented reports: each disguise of a report against
// the report, and independent reports of the same press conference, with the
// same publisher's blurb below both, against each other.
func TestCopies(t *testing.T) {
	const rounds = 200
	w := writer{rand.New(rand.NewPCG(11, 3))}
	hit, missed, wrong := 0, map[string]int{}, 0
	for range rounds {
		e := w.event()
		original := w.tell(e, 5+w.IntN(8))
		original[0] = "BELLHAVEN, May 3 (Strait Wire) — " + original[0]
		source := of(strings.Join(original, "\n\n") + "\n\n" + blurb)
		for _, d := range disguises {
			copied := of(strings.Join(d.do(w, e, original), "\n\n"))
			if Share(source, copied) > 0 {
				hit++
			} else {
				missed[d.name]++
			}
		}
		for range len(disguises) {
			own := of(strings.Join(w.tell(e, 5+w.IntN(8)), "\n\n") + "\n\n" + blurb)
			if Share(source, own) > 0 {
				wrong++
			}
		}
	}
	precision, recall := float64(hit)/float64(hit+wrong), float64(hit)/float64(rounds*len(disguises))
	t.Logf("precision %.3f, recall %.3f; missed %v", precision, recall, missed)
	if precision < 0.97 || recall < 0.97 {
		t.Errorf("precision %.3f, recall %.3f; missed %v", precision, recall, missed)
	}
}

// TestFamilies: a copy of a copy is of the first one's family; who comes first
// copies nobody; a report that is nearly all quotation is a copy of one that
// has all of it, and short reports are not copies for a phrase in common.
func TestFamilies(t *testing.T) {
	w := writer{rand.New(rand.NewPCG(2, 5))}
	e := w.event()
	first := w.tell(e, 8)
	second := append([]string{w.colour()}, first[:5]...)
	third := append([]string{w.colour(), w.colour()}, second[1:4]...)
	speech := "“" + strings.Join(said, ". ") + ",” said " + e.name + "."
	got := Families([]*Text{
		of(strings.Join(first, "\n\n")), of(strings.Join(w.tell(e, 8), "\n\n")),
		of(strings.Join(second, "\n\n")), of(strings.Join(third, "\n\n")),
		of(speech), of(speech + " It rained."), of("It rained on the fair."), of(""),
	})
	for i, want := range []int{0, 1, 0, 0, 4, 4, 6, 7} {
		if got[i].First != want {
			t.Errorf("report %d: family of %d, want %d", i, got[i].First, want)
		}
	}
}

// TestCredit: an agency is known by the shape of the dateline.
func TestCredit(t *testing.T) {
	for in, want := range map[string]bool{
		"BELLHAVEN, May 3 (Strait Wire) — The weir": true,
		"BELLHAVEN (SW) - The weir":                 true,
		"The weir (built in 1871) is shut":          false,
		"The weir":                                  false,
		"(Strait Wire)":                             false,
		"() — ":                                     false,
	} {
		if got := credit(in) != 0; got != want {
			t.Errorf("%s: credits an agency: %v", in, got)
		}
	}
}

// FuzzShare: a share lies between 0 and 1, is the same both ways, and a report
// with words enough is a copy of itself.
func FuzzShare(f *testing.F) {
	w := writer{rand.New(rand.NewPCG(1, 1))}
	f.Add(strings.Join(w.tell(w.event(), 3), "\n\n"), strings.Join(w.tell(w.event(), 2), "\n\n"))
	f.Add("“a”\n\n“", "東京都の知事が辞任した")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a) || !utf8.ValidString(b) {
			return
		}
		x, y := of(a), of(b)
		s := Share(x, y)
		if s < 0 || s > 1 || s != Share(y, x) {
			t.Fatalf("share %v, other way %v", s, Share(y, x))
		}
		var l Lens
		l.Focus(y)
		l.Focus(x)
		if l.Share(y) != s || l.Share(x) != Share(x, x) {
			t.Fatalf("share %v, through a lens %v", s, l.Share(y))
		}
		if len(x.own.runs) >= leastRuns && Share(x, x) != 1 {
			t.Fatalf("a report shares %v with itself", Share(x, x))
		}
	})
}

// TestLens: a lens finds all that comparing two reports does.
func TestLens(t *testing.T) {
	w := writer{rand.New(rand.NewPCG(3, 3))}
	var ts []*Text
	for range 12 {
		e := w.event()
		first := w.tell(e, 3+w.IntN(20))
		ts = append(ts, of(strings.Join(first, "\n\n")), of(strings.Join(first[len(first)/2:], "\n\n")), of(strings.Join(append(w.tell(e, 4), first[0]), "\n\n")))
	}
	found := 0
	var l Lens
	for _, x := range ts {
		l.Focus(x)
		for _, y := range ts {
			if got, want := l.Share(y), Share(x, y); got != want {
				t.Fatalf("share %v, through a lens %v", want, got)
			} else if want > 0 {
				found++
			}
		}
	}
	if found < 3*len(ts)/2 {
		t.Errorf("%d pairs of copies among %d reports are too few to show anything", found, len(ts))
	}
}

func BenchmarkOf(b *testing.B) {
	w := writer{rand.New(rand.NewPCG(1, 1))}
	t := strings.Join(w.tell(w.event(), 12), "\n\n")
	ps := []text.Span{{End: len(t)}}
	m := marks.Find(t, segment.Segment(t, text.Span{}, ps, lang.English()))
	b.SetBytes(int64(len(t)))
	b.ReportAllocs()
	for b.Loop() {
		Of(t, ps, m)
	}
}

func BenchmarkFamilies(b *testing.B) {
	w := writer{rand.New(rand.NewPCG(1, 1))}
	e := w.event()
	first := w.tell(e, 10)
	var ts []*Text
	for i := range 200 {
		ps := first
		if i%3 == 0 {
			ps = w.tell(e, 10)
		}
		ts = append(ts, of(strings.Join(ps, "\n\n")))
	}
	b.ReportAllocs()
	for b.Loop() {
		Families(ts)
	}
}

// TestUnspaced: where no spaces part words, two reporters who use the same
// phrases are not copies of each other, and a copy under a new lead is one.
func TestUnspaced(t *testing.T) {
	for _, c := range []struct{ what, one, other, copy string }{
		{"Japanese",
			"月曜日の朝、琥珀港の近くでマグニチュード6.1の地震が発生し、魚市場の屋根が倒壊して14人が負傷した。コリン市長は救助隊が捜索を続けていると述べた。",
			"琥珀港の魚市場がマグニチュード6.1の地震で倒壊し、14人が負傷した。救助隊が捜索を続けている。",
			"市は避難所を三か所に設けた。マグニチュード6.1の地震が発生し、魚市場の屋根が倒壊して14人が負傷した。コリン市長は救助隊が捜索を続けていると述べた。"},
		{"Thai",
			"เกิดแผ่นดินไหวขนาด 6.1 ใกล้ท่าเรืออัมเบอร์ลีเช้าวันจันทร์ หลังคาตลาดปลาถล่มลงมา นายกเทศมนตรีกล่าวว่าเจ้าหน้าที่กู้ภัยยังคงค้นหาผู้ติดอยู่ โกดังริมท่าเปิดไฟไว้ทั้งคืน",
			"ชาวบ้านในท่าเรืออัมเบอร์ลีต้องนอนกลางแจ้งเมื่อคืนนี้ หลังจากตลาดปลาพังเสียหาย แม่ค้าคนหนึ่งเล่าว่าได้ยินเสียงคานตกทีละท่อน โรงเรียนทุกแห่งปิดต่ออีกหนึ่งวัน",
			"เทศบาลตั้งศูนย์พักพิงสามแห่ง หลังคาตลาดปลาถล่มลงมา นายกเทศมนตรีกล่าวว่าเจ้าหน้าที่กู้ภัยยังคงค้นหาผู้ติดอยู่ โกดังริมท่าเปิดไฟไว้ทั้งคืน"},
	} {
		if s := Share(of(c.one), of(c.other)); s > 0 {
			t.Errorf("%s: reports of their own share %.2f", c.what, s)
		}
		if s := Share(of(c.one), of(c.copy)); s == 0 {
			t.Errorf("%s: a copy is not found", c.what)
		}
	}
}
