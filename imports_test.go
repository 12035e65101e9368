package parallax

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// arrows says which of our own packages each package may import, and in one
// sentence why no others. It is the package table of docs/architecture.md in a
// form that fails. A new package needs a line here; a new arrow needs a reason.
var arrows = map[string]struct {
	may []string
	why string
}{
	"internal/text":              {nil, "spans stand below everything"},
	"internal/lang":              {nil, "word data holds no logic and knows nobody who reads it"},
	"internal/article":           {[]string{"internal/text"}, "a report is text and spans, whoever read it"},
	"internal/marked":            {[]string{"internal/text"}, "expectations marked inside a test's input know no stage"},
	"internal/ingest":            {[]string{"internal/article", "internal/text", "internal/ingest/*"}, "reading does not know what will be looked for"},
	"internal/ingest/*":          {[]string{"internal/article", "internal/text", "internal/ingest/furniture"}, "each reader stands alone; ingest chooses among them"},
	"internal/fetch":             {nil, "what strangers send is bytes; what they mean is for the readers"},
	"internal/ingest/feed":       {[]string{"internal/ingest/page"}, "an item's text is a piece of a page, and its dates are read as a page's are"},
	"internal/revision":          {[]string{"internal/collate", "internal/analysis", "internal/quote", "internal/text"}, "two versions of a report are aligned as two readings are; who keeps and shows them is not its business"},
	"internal/segment":           {[]string{"internal/lang", "internal/text"}, "the first stage: it has nothing but text"},
	"internal/prefetch":          {nil, "the processor is told what will be read, whoever reads it"},
	"internal/tag":               {[]string{"internal/prefetch", "internal/segment", "internal/text"}, "grammar comes before everything that is found by it"},
	"internal/tag/treebank":      {[]string{"internal/tag", "internal/segment", "internal/lang", "internal/text"}, "a treebank's words are told for our own tokens"},
	"internal/tag/train":         {[]string{"internal/tag", "internal/tag/treebank", "internal/segment", "internal/lang", "internal/text"}, "learning is a command of its own and no part of the program"},
	"internal/attribution":       {[]string{"internal/attribution/*", "internal/prefetch", "internal/marks", "internal/segment", "internal/tag", "internal/lang", "internal/text"}, "what others are said to have said is found from grammar and marks; who they are comes later"},
	"internal/attribution/*":     {[]string{"internal/attribution/chance"}, "machinery for learning knows no language"},
	"internal/attribution/train": {[]string{"internal/attribution", "internal/quote", "internal/names", "internal/ingest", "internal/article", "internal/lang", "internal/marks", "internal/segment", "internal/tag", "internal/text"}, "learning is a command of its own and no part of the program"},
	"internal/marks":             {[]string{"internal/segment", "internal/text"}, "marks are paired by shape alone, not by who speaks"},
	"internal/names":             {[]string{"internal/prefetch", "internal/marks", "internal/segment", "internal/lang", "internal/text"}, "names come before quotations: a speaker is looked up, never invented"},
	"internal/quote":             {[]string{"internal/attribution", "internal/names", "internal/marks", "internal/segment", "internal/lang", "internal/text"}, "the last stage over one report"},
	"internal/when":              {[]string{"internal/segment", "internal/lang", "internal/text"}, "when something happened is told by the words and the report's date, not by who speaks"},
	"internal/fact":              {[]string{"internal/names", "internal/when", "internal/tag", "internal/segment", "internal/lang", "internal/text"}, "a number is told by the words around it, an act by the names on both sides of a verb; what they are worth is for a comparison"},
	"internal/analysis":          {[]string{"internal/article", "internal/text", "internal/lang", "internal/segment", "internal/marks", "internal/names", "internal/quote", "internal/when", "internal/fact", "internal/tag", "internal/attribution"}, "the one place that knows the order of the stages"},
	"internal/terms":             {[]string{"internal/text"}, "words as numbers know nothing of what is compared by them"},
	"internal/copies":            {[]string{"internal/terms", "internal/marks", "internal/text"}, "one answer to what a copy is, for grouping and for comparing"},
	"internal/story":             {[]string{"internal/analysis", "internal/article", "internal/copies", "internal/names", "internal/terms", "internal/text"}, "it groups what was found and does not know what will be compared or shown"},
	"internal/finding":           {[]string{"internal/text"}, "what is found is told in spans, whoever finds it"},
	"internal/archive":           {[]string{"internal/collate", "internal/article", "internal/text"}, "what is kept and asked for is told in words that no database and no page owns"},
	"internal/serve":             {[]string{"internal/archive"}, "who may ask is decided without knowing what is shown or kept"},
	"internal/watch":             {[]string{"", "internal/archive", "internal/article", "internal/fetch", "internal/ingest/feed"}, "what feeds offer is read and handed on; who keeps it is behind its interface"},
	"internal/serve/api":         {[]string{"", "internal/archive", "internal/article", "internal/report/wire", "internal/revision", "internal/analysis", "internal/text"}, "what is kept, as JSON; where it is kept is behind its interface"},
	"internal/serve/syndication": {[]string{"internal/archive"}, "what is kept, as feeds; where it is kept is behind its interface"},
	"examples":                   {nil, "reports to look at, no code"},
	"internal/desk":              {[]string{"internal/archive", "internal/store", "internal/story", "internal/analysis", "internal/collate", "internal/report/apparatus", "internal/finding", "internal/article", "internal/names", "internal/terms", "internal/text"}, "it brings stages, grouping, comparison and store together, and shows nothing"},
	"internal/desk/load":         {[]string{"internal/desk", "internal/store", "internal/serve/pages", "internal/archive", "internal/ingest", "internal/article", "internal/text"}, "measuring is a command of its own and no part of the program"},
	"internal/store":             {[]string{"internal/archive", "internal/collate", "internal/finding", "internal/article", "internal/lang", "internal/text"}, "it keeps what was found and answers what is asked; how things are found and shown is not its business"},
	"internal/collate/*":         {[]string{"internal/collate/statements", "internal/finding", "internal/fact", "internal/copies", "internal/analysis", "internal/article", "internal/names", "internal/when", "internal/tag", "internal/quote", "internal/marks", "internal/segment", "internal/lang", "internal/text"}, "each part of a comparison is found from the reports alone; collate brings the parts together"},
	"internal/collate":           {[]string{"internal/collate/*", "internal/finding", "internal/fact", "internal/when", "internal/tag", "internal/copies", "internal/analysis", "internal/article", "internal/names", "internal/quote", "internal/marks", "internal/segment", "internal/lang", "internal/text"}, "it compares what was found and does not know how the reports were grouped or will be shown"},
	"internal/browser":           {nil, "a browser for tests knows no page"},
	"internal/serve/pages":       {[]string{"internal/revision", "internal/analysis", "internal/archive", "internal/article", "internal/collate", "internal/ingest", "internal/ingest/opml", "internal/report", "internal/report/dates", "internal/report/web", "internal/text"}, "pages ask the archive, read what is brought to them as a file is read, and print a comparison by the writers that there are; they know no database and no network"},
	"internal/report":            {[]string{"internal/finding", "internal/report/*", "internal/story", "internal/collate", "internal/analysis", "internal/quote", "internal/names", "internal/article", "internal/text"}, "writers know the comparison, not how it came about"},
	"internal/report/dates":      {[]string{"internal/collate"}, "on which clock dates are told is decided once, for every writer and for the pages"},
	"internal/report/apparatus":  {[]string{"internal/finding", "internal/collate", "internal/quote", "internal/names", "internal/article", "internal/text"}, "what every writer prints about a reading, in no writer's form"},
	"internal/report/*":          {[]string{"internal/finding", "internal/fact", "internal/report/apparatus", "internal/report/dates", "internal/story", "internal/collate", "internal/analysis", "internal/when", "internal/quote", "internal/names", "internal/article", "internal/text"}, "a writer does not call another writer"},
	"":                           {[]string{"internal/finding", "internal/fact", "internal/ingest", "internal/article", "internal/analysis", "internal/story", "internal/collate", "internal/names", "internal/quote", "internal/when", "internal/marks", "internal/segment", "internal/text"}, "the library is the pipeline; writing is left to who uses it"},
	"cmd/parallax":               {[]string{"", "examples", "internal/report", "internal/report/*", "internal/archive", "internal/desk", "internal/fetch", "internal/serve", "internal/serve/*", "internal/store", "internal/watch", "internal/ingest/opml"}, "the command is flags and wiring; everything else is the library's or the service's"},
}

// stages are the packages that must stay pure functions.
var stages = []string{
	"internal/text", "internal/article", "internal/segment", "internal/tag", "internal/attribution", "internal/attribution/chain", "internal/attribution/trees", "internal/marks", "internal/names",
	"internal/quote", "internal/when", "internal/fact", "internal/analysis", "internal/terms", "internal/copies", "internal/story", "internal/collate", "internal/collate/statements", "internal/collate/claims", "internal/collate/summary", "internal/collate/timeline", "internal/collate/conflicts", "internal/finding", "internal/revision", "internal/report/apparatus",
}

// impure are the standard packages through which the world gets in: with one
// of these the same reports could give another result tomorrow.
var impure = []string{"os", "net", "time", "math/rand", "math/rand/v2", "log", "log/slog", "io/fs", "path/filepath", "os/exec", "os/signal", "net/http", "runtime/debug"}

// TestImports fails when a package imports one of ours that the table above
// does not allow, and says why it does not.
func TestImports(t *testing.T) {
	imports := packageImports(t)
	for dir, list := range imports {
		rule, key, ok := ruleFor(dir)
		if !ok {
			t.Errorf("package %q has no line in the table of arrows: say there what it may import, and why", dir)
			continue
		}
		for _, imp := range list {
			own, ok := ownPackage(imp)
			if !ok || own == dir {
				continue
			}
			if !slices.ContainsFunc(rule.may, func(p string) bool { return matches(p, own) }) {
				t.Errorf("%q may not import %q.\n\tWhy: %s (line %q of the table).", dir, own, rule.why, key)
			}
		}
	}
	for key := range arrows {
		if !strings.HasSuffix(key, "/*") && imports[key] == nil {
			t.Errorf("the table of arrows names %q, which is no package any more", key)
		}
	}
}

// TestStagesArePure fails when a stage can reach a file, the network, a clock
// or chance.
func TestStagesArePure(t *testing.T) {
	imports := packageImports(t)
	for _, dir := range stages {
		for _, imp := range imports[dir] {
			if slices.Contains(impure, imp) {
				t.Errorf("stage %q imports %q.\n\tWhy not: a stage is a pure function; the same report has to give the same findings.", dir, imp)
			}
		}
	}
}

// ruleFor finds a package's line: its own, or that of its folder.
func ruleFor(dir string) (rule struct {
	may []string
	why string
}, key string, ok bool) {
	for _, key := range []string{dir, filepath.ToSlash(filepath.Dir(dir)) + "/*"} {
		if rule, ok := arrows[key]; ok {
			return rule, key, true
		}
	}
	return rule, "", false
}

func matches(pattern, dir string) bool {
	if folder, ok := strings.CutSuffix(pattern, "/*"); ok {
		return strings.HasPrefix(dir, folder+"/")
	}
	return pattern == dir
}

// ownPackage gives an import path's folder when it is one of ours.
func ownPackage(path string) (dir string, ok bool) {
	if path == "parallax" {
		return "", true
	}
	return strings.CutPrefix(path, "parallax/")
}

// packageImports gives what the non-test files of each folder import, by
// folder relative to the module; programs that generate tables ("gen" folders)
// are not part of Parallax.
func packageImports(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if path != "." && (strings.HasPrefix(name, ".") || name == "testdata" || name == "gen" || name == "build" || name == "bin") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		dir := filepath.ToSlash(filepath.Dir(path))
		if dir == "." {
			dir = ""
		}
		if found[dir] == nil {
			found[dir] = []string{}
		}
		for _, spec := range file.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if !slices.Contains(found[dir], imp) {
				found[dir] = append(found[dir], imp)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat("go.mod"); err != nil || len(found) < 10 {
		t.Fatalf("found %d packages; is this the module's root?", len(found))
	}
	return found
}
