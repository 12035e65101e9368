package parallax

import (
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// codeName matches package.Name or TestName between back-quotes.
var codeName = regexp.MustCompile("`(?:([a-z]+)\\.)?([A-Z]?[A-Za-z0-9]+)`")

// filePath matches a file or folder of the project between back-quotes.
var filePath = regexp.MustCompile("`((?:cmd|docs|examples|internal)/[\\w./-]*|[\\w-]+\\.(?:go|md))`")

// TestDocsNameWhatExists fails when a document names a function, type, test or
// file that is not there: a document that is wrong is worse than none.
func TestDocsNameWhatExists(t *testing.T) {
	declared := declarations(t)
	docs, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, doc := range append(docs, "README.md", "CHANGELOG.md", "examples/README.md") {
		content, err := os.ReadFile(doc)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, m := range codeName.FindAllStringSubmatch(string(content), -1) {
			pkg, name := m[1], m[2]
			switch {
			case pkg != "" && declared[pkg] == nil:
				continue // a file name such as a.txt, or somebody else's package
			case pkg != "" && !declared[pkg][name]:
				t.Errorf("%s names %s.%s, which does not exist", doc, pkg, name)
			case pkg == "" && (strings.HasPrefix(name, "Test") || strings.HasPrefix(name, "Benchmark")) && !declared["tests"][name]:
				t.Errorf("%s names %s, which does not exist", doc, name)
			}
			checked++
		}
		for _, m := range filePath.FindAllStringSubmatch(string(content), -1) {
			if _, err := os.Stat(m[1]); err != nil {
				if _, err := os.Stat(filepath.Join(filepath.Dir(doc), m[1])); err != nil {
					t.Errorf("%s names the file %s, which does not exist", doc, m[1])
				}
			}
			checked++
		}
	}
	if checked < 40 {
		t.Errorf("only %d names checked; have the documents changed their form?", checked)
	}
}

// declarations gives what each package declares at its top level, by package
// name, and under "tests" all tests and benchmarks.
func declarations(t *testing.T) map[string]map[string]bool {
	out := map[string]map[string]bool{"tests": {}}
	eachGoFile(t, func(path string, _ *token.FileSet, file *ast.File) {
		pkg := file.Name.Name
		if out[pkg] == nil {
			out[pkg] = map[string]bool{}
		}
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if strings.HasSuffix(path, "_test.go") {
					out["tests"][d.Name.Name] = true
					continue
				}
				out[pkg][d.Name.Name] = true
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					switch s := spec.(type) {
					case *ast.TypeSpec:
						out[pkg][s.Name.Name] = true
					case *ast.ValueSpec:
						for _, n := range s.Names {
							out[pkg][n.Name] = true
						}
					}
				}
			}
		}
	})
	return out
}
