package ingest

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"parallax/internal/article"
)

// fingerprint tells reports apart by what they hold.
type fingerprint [12]byte

// fingerprintOf hashes everything of a report that its reader would notice.
// Where it was read from is no part of it.
func fingerprintOf(a *article.Article) fingerprint {
	h := sha256.New()
	for _, s := range []string{a.Outlet, a.URL, a.Published, a.Title, a.Text} {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	var f fingerprint
	copy(f[:], h.Sum(nil))
	return f
}

// short is the part of a fingerprint that goes into an ID: 8 hex digits.
func (f fingerprint) short() string { return hex.EncodeToString(f[:4]) }

// register remembers the reports of one Read by hashes, so that its size does
// not depend on theirs.
type register struct {
	ids     map[fingerprint]struct{} // hashes of the IDs given so far
	reports map[fingerprint]string   // where each report was read from, by a hash of asked-for ID and content
}

func newRegister() *register {
	return &register{ids: map[fingerprint]struct{}{}, reports: map[fingerprint]string{}}
}

func hashID(id string, content fingerprint) fingerprint {
	h := sha256.Sum256(append([]byte(id+"\x00"), content[:]...))
	var f fingerprint
	copy(f[:], h[:])
	return f
}

// enter gives a an ID that no report before it has. When the same report (ID
// and content) was entered before, it changes nothing and says which of the
// inputs to call the second one: the later in the order of names, so that it
// does not depend on which was read first.
func (r *register) enter(a *article.Article) (second string, twin bool) {
	content := fingerprintOf(a)
	whole := hashID(a.ID, content)
	if input, twin := r.reports[whole]; twin {
		r.reports[whole] = min(input, a.Input)
		return max(input, a.Input), true
	}
	r.reports[whole] = a.Input
	id := a.ID
	for r.taken(id) {
		// A second round is needed only when an input gives out IDs that
		// look like ours.
		id += "-" + content.short()
	}
	r.ids[hashID(id, fingerprint{})] = struct{}{}
	a.ID = id
	return "", false
}

func (r *register) taken(id string) bool {
	_, taken := r.ids[hashID(id, fingerprint{})]
	return taken
}

// DistinctButOne is [Distinct] for those who look for reports under the IDs that
// they gave them: of several reports with one ID the latest by date, then by
// content, keeps it bare.
func DistinctButOne(as []*article.Article) {
	asked := make([]string, len(as))
	for i, a := range as {
		asked[i] = a.ID
	}
	Distinct(as)
	latest := map[string]*article.Article{}
	bases := make([]string, len(as))
	for i, a := range as {
		base, renamed := strings.CutSuffix(a.ID, "-"+fingerprintOf(a).short())
		if !renamed || base == "" || base != asked[i] && a.ID != asked[i] {
			continue
		}
		bases[i] = base
		last := latest[base]
		if last == nil || cmp.Or(cmp.Compare(a.Published, last.Published), cmp.Compare(a.ID, last.ID)) > 0 {
			latest[base] = a
		}
	}
	bare := map[string]string{} // ID to the one it becomes
	for base, a := range latest {
		bare[a.ID] = base
	}
	for i, a := range as {
		if base := bases[i]; base != "" && bare[a.ID] == base {
			a.ID = base
		}
	}
}

// Distinct makes the IDs of reports that belong together unique, independently
// of the order in which they were read. Read gives the bare ID to the first of
// several reports that ask for the same one and adds a hash of the content to
// the others'; Distinct adds it to the first one as well, and to all of several
// reports that have one ID because they never went through one Read. Only
// reports of one ID and the same content still share theirs afterwards. It
// changes the IDs in place.
func Distinct(as []*article.Article) {
	count := map[string]int{}
	shared := map[string]bool{}
	for _, a := range as {
		if count[a.ID]++; count[a.ID] > 1 {
			shared[a.ID] = true
		}
		if base, ok := strings.CutSuffix(a.ID, "-"+fingerprintOf(a).short()); ok {
			shared[base] = true
		}
	}
	for _, a := range as {
		if shared[a.ID] {
			a.ID += "-" + fingerprintOf(a).short()
		}
	}
}
