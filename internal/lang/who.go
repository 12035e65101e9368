package lang

import (
	_ "embed"
	"strings"
)

// Class is a set of what a word can be in the naming of people and in the
// phrases around a name.
type Class uint32

const (
	Title       Class = 1 << iota // before a name: "Dame", "Sen"
	Role                          // what somebody is: "mayor"
	Several                       // several people: "officials", "police"
	Body                          // a kind of organisation, alone or in a name: "ministry"
	BodyName                      // a kind of organisation in names only: "Inc"
	Writing                       // something written that speaks: "statement"
	Thing                         // ends the name of a law, prize, event or road: "Act"
	Origin                        // belonging to a country, place, party or faith: "Norwegian"
	Qualifier                     // changes who a role belongs to: "former"
	Modifier                      // stands before a role and belongs to it: "city"
	Particle                      // small word inside a family name: "van"
	Calendar                      // month or weekday
	Definite                      // determiner: "the"
	Indefinite                    // determiner: "a"
	Possessive                    // determiner: "his"
	Land                          // ends the name of a place: "Harbor"
	LandFirst                     // begins the name of a place: "Fort"
	HeadOf                        // a role only with "of" after it: "the head of"
	Attached                      // a role that somebody has to somebody: "adviser to"
	Anaphor                       // pronoun of the third person: "she"
	SubjectForm                   // of a pronoun: "he"
	ObjectForm                    // of a pronoun: "him"
	ReflexForm                    // of a pronoun: "himself"
	Noun                          // word class, as counted in treebanks and news
	Adjective
	Verb
	Adverb
	Function // preposition, article, auxiliary, conjunction, pronoun
	Numeral
)

// Common is what an ordinary word of the language is.
const Common = Noun | Adjective | Verb | Adverb | Function | Numeral

// Who is what one word form can be.
type Who struct {
	Is     Class
	Gender byte // 'f', 'm' or 0
	Plural bool
}

// NameWords is the word data for finding who a report names.
type NameWords struct {
	Words       *Forms              // by word form, lower case, without the point of an abbreviation
	Places      Set                 // names of countries, states, cities; of one or more words
	PlaceHead   Set                 // first words of Places of several words
	Allegiances Set                 // words of belonging to a party or a faith rather than to a country: "Democratic"
	Base        Map                 // role as written to role as compared: "sen" to "senator", "mayors" to "mayor"
	Relations   Map                 // what somebody is to somebody else: "wife" to "kin", "colleague" to "tie"
	Trades      Set                 // who runs or makes something, a person or a firm: "operator"
	Vessels     Set                 // what has a name of its own on water: "ferry", "hms"
	Wider       map[string][]string // a role to the roles that it may stand for: "lawmaker" to "senator"

	FirstNames Table // value: tenths of bearers who are female (9 and 0 only where the name tells the gender), then how common (0 to 9)
	Surnames   Table // value: how common (0 to 9)
}

//go:embed en/tables/words.txt
var englishWords string

//go:embed en/tables/firstnames.txt
var englishFirstNames string

//go:embed en/tables/surnames.txt
var englishSurnames string

// nameWords reads the lists that names looks words up in.
func nameWords(code string) NameWords {
	n := NameWords{
		Words:       newForms(12_000),
		Places:      words(code, "places"),
		PlaceHead:   Set{},
		Allegiances: words(code, "allegiances"),
		Base:        Map{},
		Relations:   pairs(code, "relations"),
		Trades:      words(code, "trades"),
		Vessels:     words(code, "vessels"),
		Wider:       map[string][]string{},
	}
	if code == "en" {
		n.FirstNames, n.Surnames = Table(englishFirstNames), Table(englishSurnames)
		n.wordClasses(englishWords)
	}
	n.roles(code)
	n.kinds(code)
	n.small(code)
	for place := range n.Places {
		if head, _, several := strings.Cut(place, " "); several {
			n.PlaceHead[strings.TrimSuffix(head, ".")] = struct{}{}
		}
	}
	for wide, narrow := range pairs(code, "hypernyms") {
		n.Wider[wide] = strings.Fields(narrow)
	}
	return n
}

// add notes that a word form can be of a class.
func (n *NameWords) add(form string, is Class, gender byte, plural bool) {
	w := n.Words.at(form)
	w.Is |= is
	if gender == 'f' || gender == 'm' {
		w.Gender = gender
	}
	w.Plural = w.Plural || plural
}

func (n *NameWords) wordClasses(table string) {
	letters := ['z' + 1]Class{'n': Noun, 'a': Adjective, 'v': Verb, 'r': Adverb, 'f': Function, 'm': Numeral}
	for line := range strings.Lines(table) {
		form, classes, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		var is Class
		for i := range len(classes) {
			is |= letters[classes[i]]
		}
		*n.Words.at(form) = Who{Is: is}
	}
}

func (n *NameWords) roles(code string) {
	for form, value := range pairs(code, "titles") {
		gender, base, _ := strings.Cut(value, "\t")
		n.add(form, Title, gender[0], false)
		if base != "" {
			n.Base[form] = base
		}
	}
	for form, value := range pairs(code, "roles") {
		g, is := byte(0), Role
		if value != "" {
			g = value[0]
		}
		switch {
		case strings.HasSuffix(value, "to"):
			is |= Attached
		case strings.HasSuffix(value, "of"):
			is |= HeadOf
		}
		n.add(form, is, g, false)
		many := Plural(form)
		n.add(many, is, g, true)
		n.Base[many] = form
	}
}

func (n *NameWords) kinds(code string) {
	for form := range words(code, "groups") {
		n.add(form, Several, 0, true)
	}
	for form, value := range pairs(code, "organisations") {
		if value == "name" {
			n.add(form, BodyName, 0, false)
			continue
		}
		n.add(form, Body, 0, false)
		if many := Plural(form); many != form {
			n.add(many, Body, 0, true)
			n.Base[many] = form
		}
	}
	for form := range words(code, "documents") {
		n.add(form, Writing, 0, false)
		n.add(Plural(form), Writing, 0, true)
	}
	for form := range words(code, "things") {
		n.add(form, Thing, 0, false)
	}
	for form, value := range pairs(code, "lands") {
		if value == "first" {
			n.add(form, LandFirst, 0, false)
			continue
		}
		n.add(form, Land, 0, false)
	}
	for form, many := range pairs(code, "demonyms") {
		n.add(form, Origin, 0, false)
		if many == "" {
			many = Plural(form)
		}
		n.add(many, Origin, 0, true)
	}
}

func (n *NameWords) small(code string) {
	for form := range words(code, "qualifiers") {
		n.add(form, Qualifier, 0, false)
	}
	for form := range words(code, "modifiers") {
		n.add(form, Modifier, 0, false)
	}
	for form := range words(code, "particles") {
		n.add(form, Particle, 0, false)
	}
	for _, list := range []string{"months", "weekdays"} {
		for form := range pairs(code, list) {
			n.add(form, Calendar, 0, false)
		}
	}
	kinds := map[string]Class{"definite": Definite, "indefinite": Indefinite, "possessive": Possessive}
	for form, value := range pairs(code, "determiners") {
		kind, number, _ := strings.Cut(value, "\t")
		n.add(form, kinds[kind]|Function, 0, number == "plural")
	}
	forms := map[string]Class{"subject": SubjectForm, "object": ObjectForm, "possessive": Possessive, "reflexive": ReflexForm}
	for form, value := range pairs(code, "pronouns") {
		f := strings.Fields(value)
		is := Anaphor | Function
		for _, use := range f[2:] {
			is |= forms[use]
		}
		n.add(form, is, f[0][0], f[1] == "p")
	}
}

// Plural is the regular English plural of a noun, with -men for -man,
// -women for -woman and -people for -person.
func Plural(w string) string {
	switch {
	case strings.HasSuffix(w, "man"):
		return w[:len(w)-3] + "men"
	case w == "child", w == "grandchild":
		return w + "ren"
	case strings.HasSuffix(w, "person"):
		return w[:len(w)-6] + "people"
	case strings.HasSuffix(w, "-in-law"), strings.HasSuffix(w, "-elect"), strings.HasSuffix(w, "-general"), strings.HasSuffix(w, "-in-chief"):
		head, rest, _ := strings.Cut(w, "-")
		return Plural(head) + "-" + rest
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "sh"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "x"):
		return w + "es"
	case strings.HasSuffix(w, "wife"):
		return w[:len(w)-2] + "ves"
	case strings.HasSuffix(w, "s"):
		return w
	case strings.HasSuffix(w, "y") && len(w) > 1 && !strings.ContainsRune("aeiou", rune(w[len(w)-2])):
		return w[:len(w)-1] + "ies"
	}
	return w + "s"
}

// Table is a long word list, one "key<tab>value" a line, sorted by key. It is
// searched where it lies in the program: nothing is read or copied at start.
type Table string

// Find gives the value of a key, in lower case.
func (t Table) Find(key string) (value string, ok bool) {
	lo, hi := 0, len(t) // both are line starts
	for lo < hi {
		mid := (lo + hi) / 2
		start := strings.LastIndexByte(string(t[lo:mid]), '\n') + 1 + lo
		length := strings.IndexByte(string(t[start:]), '\n')
		if length < 0 {
			length = len(t) - start
		}
		line := string(t[start : start+length])
		tab := strings.IndexByte(line, '\t')
		switch c := strings.Compare(line[:max(tab, 0)], key); {
		case c == 0:
			return line[tab+1:], true
		case c < 0:
			lo = min(start+length+1, len(t))
		default:
			hi = start
		}
	}
	return "", false
}
