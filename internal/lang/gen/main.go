// Command gen builds the large word tables under internal/lang/en/tables from
// data that lies beside the project: first names and surnames of the US Census
// and the Social Security Administration (federal works), and word forms with
// their classes counted in Universal Dependencies treebanks and in news.
//
//	PARALLAX_SHARED=$PWD/../shared go generate ./internal/lang
//
// Only counts and single word forms go into the tables, no text. The tables
// are committed, so that a build needs none of the data.
package main

import (
	"bufio"
	"cmp"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// What a row needs to be kept: rare names cost more errors (brands, words)
// than they find people.
const (
	firstNameFloor = 25     // largest yearly count of a first name
	surnameFloor   = 36_000 // rank of the rarest surname kept
	treebankFloor  = 3      // times a word form stands in the treebanks
	nameShare      = 3      // a form that news writes with a capital so many times more often than without is a name
	sureTreebank   = 10     // times in the treebanks that make a form a word, if news has it in lower case at all
	newsFloor      = 5      // news articles that have the word form
	classShare     = 0.12   // share of a form's uses that makes a word class worth noting
)

func main() {
	log.SetFlags(0)
	shared := cmp.Or(os.Getenv("PARALLAX_SHARED"), "../../../shared")
	out := "en/tables"
	if len(os.Args) > 1 {
		out = os.Args[1]
	}
	data := filepath.Join(shared, "data")
	write(out, "firstnames.txt", firstNames(data))
	write(out, "surnames.txt", surnames(data))
	write(out, "words.txt", wordForms(data))
}

// write puts the rows, sorted, into one file: key, tab, value.
func write(dir, name string, rows map[string]string) {
	keys := make([]string, 0, len(rows))
	for k := range rows {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var b strings.Builder
	for _, k := range keys {
		fmt.Fprintf(&b, "%s\t%s\n", k, rows[k])
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(b.String()), 0o644); err != nil {
		log.Fatal(err)
	}
	log.Printf("%s: %d rows, %d bytes", name, len(keys), b.Len())
}

// eachLine calls f with every line of a file.
func eachLine(path string, f func(string)) {
	file, err := os.Open(path)
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	in := bufio.NewScanner(file)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		f(in.Text())
	}
	if err := in.Err(); err != nil {
		log.Fatal(err)
	}
}

// What it takes for a first name to tell the gender. All counts have some slips,
// but where the rarer gender has many bearers (Lindsey, two men in a hundred)
// one of them gets into the news.
const (
	sureShare  = 0.97 // at least so many bearers are of one gender
	clearShare = 0.99 // share that tells the gender even if
	manyOthers = 100  // … the other gender's largest yearly count is so high
)

// firstNames gives, for each first name, two digits: tenths of its bearers who
// are female (9 and 0 only where the name tells the gender), and how common it
// is (log2 of the largest yearly count, halved).
func firstNames(data string) map[string]string {
	type counts struct{ female, male float64 }
	all := map[string]counts{}
	eachLine(filepath.Join(data, "names/ssa-maxcount-by-sex.csv"), func(line string) {
		f := strings.Split(line, ",")
		n, err := strconv.ParseFloat(f[2], 64)
		if err != nil || n < firstNameFloor/5 {
			return
		}
		c := all[strings.ToLower(f[0])]
		if f[1] == "F" {
			c.female += n
		} else {
			c.male += n
		}
		all[strings.ToLower(f[0])] = c
	})
	rows := map[string]string{}
	for name, c := range all {
		if n := c.female + c.male; n >= firstNameFloor {
			rows[name] = fmt.Sprintf("%d%d", tenths(c.female, c.male), min(9, int(math.Log2(n)/2)))
		}
	}
	return rows
}

// tenths is the share of women as a digit: 9 and 0 are kept for names that tell
// the gender.
func tenths(female, male float64) int {
	share := max(female, male) / (female + male)
	if share >= clearShare || share >= sureShare && min(female, male) < manyOthers {
		if female > male {
			return 9
		}
		return 0
	}
	return min(8, max(1, int(10*female/(female+male))))
}

// surnames gives, for each of the more frequent surnames, how common it is:
// 9 for the first, 0 for the last.
func surnames(data string) map[string]string {
	rows := map[string]string{}
	eachLine(filepath.Join(data, "names/dist.all.last"), func(line string) {
		f := strings.Fields(line)
		rank, err := strconv.Atoi(f[3])
		if err != nil || rank > surnameFloor {
			return
		}
		rows[strings.ToLower(f[0])] = strconv.Itoa(max(0, 9-int(math.Log2(float64(rank))*9/15.2)))
	})
	return rows
}

// wordForms gives the word classes of each form that is written in lower case:
// n noun, a adjective, v verb, r adverb, f function word, m number.
func wordForms(data string) map[string]string {
	classes := map[string]map[byte]int{}
	for _, pattern := range []string{"ewt/*train.conllu", "gum/dep/*.conllu"} {
		files, _ := filepath.Glob(filepath.Join(data, pattern))
		for _, file := range files {
			countClasses(file, classes)
		}
	}
	lower, capital := newsForms(data)
	rows := map[string]string{}
	for form, byClass := range classes {
		total := 0
		for _, n := range byClass {
			total += n
		}
		name := capital[form] > nameShare*lower[form] && capital[form] >= newsFloor
		if total >= sureTreebank && lower[form] >= newsFloor || total >= treebankFloor && !name {
			rows[form] = frequentClasses(byClass, total)
		}
	}
	for form, n := range lower {
		if _, ok := rows[form]; !ok && n >= newsFloor && capital[form] <= nameShare*n {
			rows[form] = guessClasses(form, rows)
		}
	}
	for form, classes := range rows {
		if !strings.Contains(classes, "v") && classes != "f" && verbForm(form, rows) {
			rows[form] = classes + "v"
		}
	}
	return rows
}

// verbForm reports a form in -s of a verb that is known in its base form.
func verbForm(form string, known map[string]string) bool {
	for _, base := range []string{strings.TrimSuffix(form, "s"), strings.TrimSuffix(form, "es"), strings.TrimSuffix(form, "ies") + "y"} {
		if base != form && base != form+"y" && strings.Contains(known[base], "v") {
			return true
		}
	}
	return false
}

func countClasses(file string, classes map[string]map[byte]int) {
	eachLine(file, func(line string) {
		f := strings.Split(line, "\t")
		if len(f) < 5 || !lowerWord(f[1]) {
			return
		}
		c := classOf(f[3])
		if c == 0 {
			return
		}
		if classes[f[1]] == nil {
			classes[f[1]] = map[byte]int{}
		}
		classes[f[1]][c]++
	})
}

func classOf(upos string) byte {
	switch upos {
	case "NOUN":
		return 'n'
	case "ADJ":
		return 'a'
	case "VERB":
		return 'v'
	case "ADV", "INTJ":
		return 'r'
	case "NUM":
		return 'm'
	case "ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ":
		return 'f'
	}
	return 0
}

func frequentClasses(byClass map[byte]int, total int) string {
	var s []byte
	for _, c := range []byte("navrfm") {
		if float64(byClass[c]) >= classShare*float64(total) {
			s = append(s, c)
		}
	}
	return string(s)
}

// newsForms counts the articles in which a form stands in lower case, and
// those in which it stands with a capital inside a sentence.
func newsForms(data string) (lower, capital map[string]int) {
	files, _ := filepath.Glob(filepath.Join(data, "polnear/train/text/*.txt"))
	lower, capital = map[string]int{}, map[string]int{}
	for _, file := range files {
		low, high := map[string]bool{}, map[string]bool{}
		eachLine(file, func(line string) {
			inside := false // a sentence goes on
			for _, w := range strings.Fields(line) {
				bare := strings.Trim(w, ".,;:?!\"“”‘’'()[]")
				switch {
				case lowerWord(bare):
					low[bare] = true
				case inside && lowerWord(strings.ToLower(bare)):
					high[strings.ToLower(bare)] = true
				}
				inside = bare == w || strings.HasSuffix(w, ",")
			}
		})
		for w := range low {
			lower[w]++
		}
		for w := range high {
			capital[w]++
		}
	}
	return lower, capital
}

// guessClasses reads the class off the base form of a verb or off the ending,
// for forms that the treebanks do not have.
func guessClasses(form string, known map[string]string) string {
	if base := strings.TrimSuffix(form, "s"); verbForm(form, known) && !strings.Contains(known[base], "n") {
		return "v"
	}
	switch {
	case strings.HasSuffix(form, "ly"):
		return "r"
	case strings.HasSuffix(form, "ing"):
		return "nv"
	case strings.HasSuffix(form, "ed"):
		return "av"
	case strings.HasSuffix(form, "able"), strings.HasSuffix(form, "ive"), strings.HasSuffix(form, "ous"),
		strings.HasSuffix(form, "ful"), strings.HasSuffix(form, "less"), strings.HasSuffix(form, "ish"), strings.Contains(form, "-"):
		return "a"
	}
	return "n"
}

func lowerWord(w string) bool {
	if len(w) < 2 {
		return false
	}
	for i := range len(w) {
		if c := w[i]; (c < 'a' || c > 'z') && (c != '-' || i == 0) {
			return false
		}
	}
	return true
}
