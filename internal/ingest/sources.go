package ingest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// source is one file to read, or a reason not to.
type source struct {
	name string // as the user knows it: "a.txt", "reports/b.html", "-"
	path string // what to open; empty for standard input
	id   string // what its report is called when it does not say itself
	skip string // why it is not read; empty: it is

	onlyFeed bool // it is read if it is a feed, else skipped with what telling says
}

// readable are the extensions of files that are read when a folder is given.
// A file given by name is read whatever it is called.
var readable = map[string]bool{
	".txt": true, ".text": true, ".html": true, ".htm": true, ".xhtml": true,
	".json": true, ".jsonl": true, ".ndjson": true, ".rss": true, ".atom": true, ".rdf": true,
}

// telling are the extensions of files that may well be reports but are not
// read from a folder: they are named among the skipped. All other files of a
// folder (pictures, style sheets, hidden files) are passed over in silence.
var telling = map[string]string{
	".pdf":   "a PDF file is not read: save its text as .txt",
	".doc":   "a Word file is not read: save it as .txt or .html",
	".docx":  "a Word file is not read: save it as .txt or .html",
	".odt":   "an OpenDocument file is not read: save it as .txt or .html",
	".rtf":   "an RTF file is not read: save it as .txt or .html",
	".epub":  "an EPUB book is not read: save its text as .txt",
	".mhtml": "a web archive is not read: save the page as .html",
	".mht":   "a web archive is not read: save the page as .html",
	".warc":  "a WARC archive is not read in this version",
	".xml":   "an XML file that is no feed is not read from a folder: give it by name if it is a page",
	".csv":   "a table is not read: save it as JSON lines",
	".zip":   "an archive is not read: unpack it",
}

// expand turns the user's inputs into files, folders opened, in the order
// given, and gives each its ID.
func expand(inputs []string) []source {
	var out []source
	stdin := false
	for _, in := range inputs {
		switch {
		case in == "-" && stdin:
			out = append(out, source{name: in, skip: "standard input can be read only once"})
		case in == "-":
			stdin = true
			out = append(out, source{name: in, id: "stdin"})
		case isAddress(in):
			out = append(out, source{name: in, skip: "an address is no file: save the page and give that"})
		default:
			out = append(out, expandPath(in)...)
		}
	}
	nameSources(out)
	return out
}

func isAddress(in string) bool {
	scheme, _, ok := strings.Cut(in, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "feed"))
}

func expandPath(in string) []source {
	info, err := os.Stat(in)
	switch {
	case in == "":
		return []source{{name: `""`, skip: "an empty file name"}}
	case err != nil:
		return []source{{name: in, skip: openReason(err)}}
	case !info.IsDir():
		return []source{{name: in, path: in}}
	}
	found := readFolder(in)
	if len(found) == 0 {
		return []source{{name: in, skip: "no report in the folder (looked for .txt, .html, .json, .jsonl, .rss and their .gz)"}}
	}
	return found
}

// readFolder lists a folder's files and those of its folders, in the order of
// their names. Links to folders are not followed: they may lead in circles.
func readFolder(dir string) []source {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return []source{{name: dir, skip: openReason(err)}}
	}
	var out []source
	for _, e := range entries {
		name := e.Name()
		path := filepath.Join(dir, name)
		if strings.HasPrefix(name, ".") {
			continue
		}
		if e.IsDir() {
			// Browsers keep a saved page's pictures and frames beside it
			// in NAME_files.
			if !strings.HasSuffix(name, "_files") {
				out = append(out, readFolder(path)...)
			}
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			out = append(out, source{name: path, skip: openReason(err)})
			continue
		}
		if !info.Mode().IsRegular() {
			continue
		}
		ext := extension(name)
		if readable[ext] || ext == ".xml" {
			out = append(out, source{name: path, path: path, onlyFeed: ext == ".xml"})
		} else if why := telling[ext]; why != "" {
			out = append(out, source{name: path, skip: why})
		}
	}
	return out
}

// extension is a file name's extension in lower case, looking through ".gz".
func extension(name string) string {
	return strings.ToLower(filepath.Ext(trimGzip(name)))
}

func trimGzip(name string) string {
	if strings.EqualFold(filepath.Ext(name), ".gz") {
		return name[:len(name)-len(".gz")]
	}
	return name
}

// stem is a path without its extensions of format and compression.
func stem(path string) string {
	path = trimGzip(path)
	ext := strings.ToLower(filepath.Ext(path))
	if readable[ext] || telling[ext] != "" {
		path = path[:len(path)-len(ext)]
	}
	return path
}

func openReason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "no such file"
	case errors.Is(err, fs.ErrPermission):
		return "permission denied"
	}
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		err = pathError.Err
	}
	return "cannot be opened: " + err.Error()
}

// nameSources gives every file an ID: its name without extension, and where
// several files share that, the shortest end of each one's path that tells
// them all apart. The order of the files plays no part.
func nameSources(sources []source) {
	groups := map[string][]int{}
	for i, s := range sources {
		if s.path != "" {
			base := filepath.Base(stem(s.path))
			groups[base] = append(groups[base], i)
		}
	}
	for base, group := range groups {
		paths := map[string]bool{}
		for _, i := range group {
			paths[absolute(sources[i].path)] = true
		}
		name := func(string) string { return base }
		if len(paths) > 1 {
			name = distinctNames(paths)
		}
		for _, i := range group {
			sources[i].id = name(absolute(sources[i].path))
		}
	}
}

// distinctNames finds the naming that tells paths apart: as few folders as
// will do, the extension only when folders do not.
func distinctNames(paths map[string]bool) func(string) string {
	longest := 0
	for p := range paths {
		longest = max(longest, strings.Count(filepath.ToSlash(p), "/"))
	}
	for _, cut := range []func(string) string{stem, func(p string) string { return p }} {
		for n := 1; n <= longest+1; n++ {
			name := func(p string) string { return lastParts(cut(p), n) }
			names := map[string]bool{}
			for p := range paths {
				names[name(p)] = true
			}
			if len(names) == len(paths) {
				return name
			}
		}
	}
	return func(p string) string { return p }
}

// lastParts is the end of a path: its last n names.
func lastParts(path string, n int) string {
	parts := strings.Split(filepath.ToSlash(path), "/")
	return strings.TrimPrefix(strings.Join(parts[max(0, len(parts)-n):], "/"), "/")
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return filepath.Clean(path)
}
