package parallax

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// maxLines is how long a source file may be; a longer one is two files.
const maxLines = 600

// TestNothingIsSkipped fails when a test can leave itself out: a green run has
// to mean that everything ran.
func TestNothingIsSkipped(t *testing.T) {
	eachGoFile(t, func(path string, fset *token.FileSet, file *ast.File) {
		if !strings.HasSuffix(path, "_test.go") {
			return
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
				switch sel.Sel.Name {
				case "Skip", "Skipf", "SkipNow":
					t.Errorf("%s skips a test; let it fail and say what is missing, or give it a build tag", fset.Position(call.Pos()))
				}
			}
			return true
		})
	})
}

// TestFilesStayShort fails when a source file outgrows one screenful of ideas.
func TestFilesStayShort(t *testing.T) {
	eachGoFile(t, func(path string, fset *token.FileSet, file *ast.File) {
		if strings.HasSuffix(path, "_test.go") || ast.IsGenerated(file) {
			return
		}
		if n := fset.File(file.Pos()).LineCount(); n > maxLines {
			t.Errorf("%s has %d lines; past %d a file is two files", path, n, maxLines)
		}
	})
}

// TestPublicNamesAreExplained fails when a package, or an exported function,
// method or type, has no comment.
func TestPublicNamesAreExplained(t *testing.T) {
	explained := map[string]bool{} // package folder: some file has the package comment
	eachGoFile(t, func(path string, fset *token.FileSet, file *ast.File) {
		if strings.HasSuffix(path, "_test.go") {
			return
		}
		dir := filepath.Dir(path)
		explained[dir] = explained[dir] || file.Doc != nil
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d) {
					t.Errorf("%s: %s has no comment", fset.Position(d.Pos()), d.Name.Name)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if s, ok := spec.(*ast.TypeSpec); ok && s.Name.IsExported() && d.Doc == nil && s.Doc == nil && s.Comment == nil {
						t.Errorf("%s: type %s has no comment", fset.Position(s.Pos()), s.Name.Name)
					}
				}
			}
		}
	})
	for dir, ok := range explained {
		if !ok {
			t.Errorf("package in %q has no package comment", dir)
		}
	}
}

// exportedReceiver reports whether d is a function or a method of an exported
// type: methods of unexported ones are seen by nobody outside.
func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	id, ok := typ.(*ast.Ident)
	return ok && id.IsExported()
}

// machinePath matches an absolute path into somebody's home or workplace.
var machinePath = regexp.MustCompile(`(?:^|[\s"'(=:,` + "`" + `])/(?:work|root|home|Users|private)/[\w.-]`)

// TestNoMachinePaths fails when a file names a path of the machine that it was
// written on: it would mean nothing anywhere else.
func TestNoMachinePaths(t *testing.T) {
	for _, positive := range []string{" /" + "work/x", `"/` + "home/ann/x"} {
		if !machinePath.MatchString(positive) {
			t.Fatalf("the pattern misses %q", positive)
		}
	}
	eachTextFile(t, func(path, content string) {
		for n, line := range strings.Split(content, "\n") {
			if machinePath.MatchString(line) {
				t.Errorf("%s:%d names a path of one machine: %s", path, n+1, strings.TrimSpace(line))
			}
		}
	})
}

// notOurs reports whether a folder is left out of every check here.
func notOurs(path, name string) bool {
	return path != "." && (name == ".git" || name == "build" || name == "bin")
}

// eachGoFile parses every Go file of the project.
func eachGoFile(t *testing.T, f func(path string, fset *token.FileSet, file *ast.File)) {
	t.Helper()
	eachTextFile(t, func(path, content string) {
		if !strings.HasSuffix(path, ".go") || strings.Contains(filepath.ToSlash(path), "testdata/") {
			return
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, content, parser.ParseComments)
		if err != nil {
			t.Error(err)
			return
		}
		f(path, fset, file)
	})
}

// eachTextFile reads every file of the project that is UTF-8 text.
func eachTextFile(t *testing.T, f func(path, content string)) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if notOurs(path, d.Name()) {
				return filepath.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() || path == ".git" { // a linked work tree has a file of that name
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if utf8.Valid(data) && !strings.ContainsRune(string(data), 0) {
			files++
			f(path, string(data))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 20 {
		t.Fatalf("saw only %d files; is this the module's root?", files)
	}
}
