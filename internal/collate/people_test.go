package collate

import (
	"strings"
	"testing"

	"parallax/internal/analysis"
	"parallax/internal/names"
	"parallax/internal/quote"
	"parallax/internal/text"
)

// cast builds one report from lines of entities: mentions parted by ";", the
// first of them the fullest. "Title/Name" marks a title or role before the
// name, a lower-case mention is a nominal, one with a star is a woman's, one
// with a hat a man's, and one with an exclamation mark speaks.
func cast(id string, entities ...string) *analysis.Analysis {
	d := newDraft(id)
	for _, line := range entities {
		e := names.Entity{Kind: names.Person}
		speaks := strings.Contains(line, "!")
		if strings.Contains(line, "*") {
			e.Gender = names.Female
		}
		if strings.Contains(line, "^") {
			e.Gender = names.Male
		}
		line = strings.NewReplacer("!", "", "*", "", "^", "").Replace(line)
		for i, m := range strings.Split(line, ";") {
			role, name, titled := strings.Cut(strings.TrimSpace(m), "/")
			mention := names.Mention{Kind: names.Person, Gender: e.Gender, Entity: len(d.a.Names.Entities)}
			switch {
			case titled:
				mention.Role = d.write(role)
				d.write(" ")
				mention.Name = d.write(name)
				mention.Span = mention.Role.Cover(mention.Name)
			case strings.ToLower(role[:1]) == role[:1]:
				mention.Span, mention.Form = d.write(role), names.Nominal
			default:
				mention.Name = d.write(role)
				mention.Span = mention.Name
			}
			d.write(". ")
			if i == 0 {
				e.Name, e.Role, e.Named = mention.Name, mention.Role, !mention.Name.Empty()
				if !e.Named {
					e.Name = mention.Span
				}
			}
			e.Mentions = append(e.Mentions, len(d.a.Names.Mentions))
			d.a.Names.Mentions = append(d.a.Names.Mentions, mention)
		}
		d.a.Names.Entities = append(d.a.Names.Entities, e)
		if speaks {
			at := d.write("the words of entity " + line)
			d.a.Quotes.Quotations = append(d.a.Quotes.Quotations, quote.Quotation{Content: []text.Span{at}, Speaker: len(d.a.Names.Entities) - 1, Mention: -1})
		}
		d.write("\n\n")
	}
	return d.done()
}

func TestPeople(t *testing.T) {
	for _, test := range []struct {
		name    string
		reports []*analysis.Analysis
		want    string // one person a line: name (role): aliases
	}{
		{"full name, family name and role", []*analysis.Analysis{
			cast("a", "Commissioner/Marta Ilves*!; Ms/Ilves; the commissioner"),
			cast("b", "Commissioner of the Harbour Board/Marta Ilves*!"),
			cast("c", "Ilves*!"),
		}, "Marta Ilves (Commissioner of the Harbour Board): Commissioner Marta Ilves, Ms Ilves, the commissioner, Commissioner of the Harbour Board Marta Ilves, Ilves"},
		{"initials, suffixes and nicknames", []*analysis.Analysis{
			cast("a", "Robert S. Varga III"),
			cast("b", "Bob Varga"),
			cast("c", "Robert Varga"),
		}, "Robert S. Varga III: Bob Varga, Robert Varga"},
		{"two people with one family name", []*analysis.Analysis{
			cast("a", "Jaan Tamm!", "Liis Tamm*!"),
			cast("b", "Tamm!"),
		}, "Jaan Tamm\nLiis Tamm\nTamm"},
		{"a family name of the gender that tells", []*analysis.Analysis{
			cast("a", "Jaan Tamm!", "Liis Tamm*!"),
			cast("b", "Mayor/Liis Tamm*", "Mayor/Tamm*!"),
		}, "Jaan Tamm\nLiis Tamm (Mayor): Mayor Liis Tamm, Mayor Tamm"},
		{"an office outweighs a wrong guess at the gender", []*analysis.Analysis{
			cast("a", "President/Jaan Tamm^!"),
			cast("b", "President/Tamm*!"),
			cast("c", "Tamm*!"),
		}, "Jaan Tamm (President): President Jaan Tamm, President Tamm\nTamm"},
		{"one person named far more often", []*analysis.Analysis{
			cast("a", "Jaan Tamm!; Tamm; Tamm; Tamm; Tamm", "Liis Tamm"),
			cast("b", "Tamm!"),
		}, "Jaan Tamm: Tamm\nLiis Tamm"},
		{"father and son in one report", []*analysis.Analysis{
			cast("a", "Jaan Tamm!", "Jaan Tamm Jr.!"),
			cast("b", "Jaan Tamm Jr.!"),
		}, "Jaan Tamm\nJaan Tamm Jr."},
		{"a junior whom only some reports call so", []*analysis.Analysis{
			cast("a", "Jaan Tamm!"),
			cast("b", "Jaan Tamm Jr.!"),
		}, "Jaan Tamm Jr.: Jaan Tamm"},
		{"initials that differ", []*analysis.Analysis{
			cast("a", "Jaan W. Tamm!"),
			cast("b", "Jaan K. W. Tamm!"),
		}, "Jaan W. Tamm\nJaan K. W. Tamm"},
		{"roles and titles of namesakes in one report alone", []*analysis.Analysis{
			cast("a", "Jaan Tamm^", "Mayor/Liis Tamm*", "Mayor/Tamm", "Robert Orr^", "Jane Orr", "Mrs/Orr!"),
		}, "Jane Orr (Mrs): Mrs Orr\nJaan Tamm\nLiis Tamm (Mayor): Mayor Liis Tamm, Mayor Tamm\nRobert Orr"},
		{"a speaker known by role alone", []*analysis.Analysis{
			cast("a", "Mayor/Marta Ilves*"),
			cast("b", "the mayor of the islands!"),
		}, "Marta Ilves (Mayor): Mayor Marta Ilves, the mayor of the islands"},
		{"a role in short and in full", []*analysis.Analysis{
			cast("a", "Sen./Marta Ilves*"),
			cast("b", "the senator!"),
		}, "Marta Ilves (Sen.): Sen. Marta Ilves, the senator"},
		{"an office of another field", []*analysis.Analysis{
			cast("a", "Environment Minister/Marta Ilves*"),
			cast("b", "the prime minister!"),
			cast("c", "the minister!"),
		}, "the prime minister\nMarta Ilves (Environment Minister): Environment Minister Marta Ilves, the minister"},
		{"whose spokesman he is", []*analysis.Analysis{
			cast("a", "Mayor's Spokesman/Jaan Tamm"),
			cast("b", "the mayor!"),
		}, "the mayor\nJaan Tamm (Mayor's Spokesman): Mayor's Spokesman Jaan Tamm"},
		{"a role that two people have", []*analysis.Analysis{
			cast("a", "Senator/Marta Ilves*", "Senator/Jaan Tamm"),
			cast("b", "the senator!"),
		}, "the senator\nMarta Ilves (Senator): Senator Marta Ilves\nJaan Tamm (Senator): Senator Jaan Tamm"},
		{"somebody unnamed who is nobody in particular", []*analysis.Analysis{
			cast("a", "Spokesman/Jaan Tamm"),
			cast("b", "a spokesman!"),
		}, "a spokesman\nJaan Tamm (Spokesman): Spokesman Jaan Tamm"},
		{"two mayors of two towns", []*analysis.Analysis{
			cast("a", "the mayor of Orrin!"),
			cast("b", "Mayor of Hallow/Rita Solano*"),
			cast("c", "the mayor of Hallow!"),
		}, "the mayor of Orrin\nRita Solano (Mayor of Hallow): Mayor of Hallow Rita Solano, the mayor of Hallow"},
		{"the head of a club and the head of a country", []*analysis.Analysis{
			cast("a", "the president of the club!"),
			cast("b", "President/Taras Bondar"),
			cast("c", "the president of Meridia!"),
		}, "the president of the club\nTaras Bondar (President): President Taras Bondar, the president of Meridia"},
		{"a mayor and the deputy", []*analysis.Analysis{
			cast("a", "the mayor!"),
			cast("b", "Deputy Mayor/Rita Solano*"),
			cast("c", "the deputy mayor!"),
		}, "the mayor\nRita Solano (Deputy Mayor): Deputy Mayor Rita Solano, the deputy mayor"},
		{"husband and wife", []*analysis.Analysis{
			cast("a", "Passenger/Robert Sneddon^!"),
			cast("b", "Mrs/Sneddon*!; the passenger"),
			cast("c", "Mr/Sneddon^!"),
		}, "Robert Sneddon (Passenger): Passenger Robert Sneddon, Mr Sneddon\nMrs Sneddon (Mrs): the passenger"},
		{"a double name with a hyphen and without", []*analysis.Analysis{
			cast("a", "Kate Lloyd-Barnes*!"),
			cast("b", "Kate Lloyd Barnes*!"),
		}, "Kate Lloyd Barnes: Kate Lloyd-Barnes"},
		{"a first name alone", []*analysis.Analysis{
			cast("a", "Seth Ilves", "Marta Ilves*"),
			cast("b", "Seth!"),
		}, "Seth Ilves: Seth\nMarta Ilves"},
		{"the role told most often", []*analysis.Analysis{
			cast("a", "President/Marta Ilves*; President/Ilves"),
			cast("b", "then-Senator/Marta Ilves*"),
		}, "Marta Ilves (President): President Marta Ilves, President Ilves, then-Senator Marta Ilves"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := Compare(test.reports)
			check(t, c)
			if got := castList(c); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// The role that stands beside a name tells what it is held in, by name where a
// report does.
func TestRoleShown(t *testing.T) {
	for _, test := range []struct{ one, other, want string }{
		{"“It is shut,” said Davit Kolar, the mayor of the worst-hit town.", "“It is open,” said the mayor of Ilmen, Davit Kolar.", "mayor of Ilmen"},
		{"“It is shut,” said Dr Irina Mas, the hospital's director.", "“It is open,” said its director, Irina Mas.", "hospital's director"},
		{"“It is shut,” said Irina Mas, the company's director.", "“It is open,” said Irina Mas.", "director"},
		{"“It is shut,” said Irina Mas, the hospital's medical director.", "“It is open,” said Irina Mas.", "medical director"},
		{"“It is shut,” said Ruth Ambler, Pell's barrister.", "“It is open,” said Ruth Ambler, a senior barrister.", "Pell's barrister"},
	} {
		c := Compare([]*analysis.Analysis{reportOf("a", "2026-04-15", test.one), reportOf("b", "2026-04-15", test.other)})
		role := c.People[0].Role
		if got := role.Span.In(c.Reports[role.Report].Article.Text); got != test.want {
			t.Errorf("%s %s: %q, want %q", test.one, test.other, got, test.want)
		}
	}
}

func castList(c *Comparison) string {
	in := func(e Evidence) string { return e.Span.In(c.Reports[e.Report].Article.Text) }
	var lines []string
	for _, p := range c.People {
		line := in(p.Name)
		if !p.Role.Span.Empty() {
			line += " (" + in(p.Role) + ")"
		}
		var aliases []string
		for _, a := range p.Aliases {
			aliases = append(aliases, in(a))
		}
		if len(aliases) > 0 {
			line += ": " + strings.Join(aliases, ", ")
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestSharedWordsTellSpeakers(t *testing.T) {
	const words = "We shall rebuild the northern breakwater before the next winter storm, whatever it costs."
	for _, test := range []struct{ one, other, want string }{
		{"Marta Ilves", "the commissioner", "marta-ilves"},
		{"Titi Ilves", "Marta Ilves", "titi-ilves marta-ilves"},
		{"Robert Ilves", "Bobby Ilves", "robert-ilves"},
		{"a commissioner", "Marta Ilves", "north/a-commissioner marta-ilves"},
		{"Marta Ilves", "the spokeswoman", "marta-ilves south/the-spokeswoman"},
		{"Marta Ilves", "Jaan Tamm", "marta-ilves jaan-tamm"},
	} {
		c := Compare(story([]quoted{{"north", test.one, "", words}, {"south", test.other, "", words}}))
		var ids []string
		for _, p := range c.People {
			ids = append(ids, p.ID)
		}
		if got := strings.Join(ids, " "); got != test.want {
			t.Errorf("%s and %s are credited with the same words: people %s, want %s", test.one, test.other, got, test.want)
		}
		if len(c.Utterances) != 1 {
			t.Errorf("%s and %s are credited with the same words: %d utterances, want one", test.one, test.other, len(c.Utterances))
		}
	}
}

func TestOrganisations(t *testing.T) {
	build := func(id, name string) *analysis.Analysis {
		a := cast(id, name+"!")
		for i := range a.Names.Entities {
			a.Names.Entities[i].Kind = names.Organisation
		}
		return a
	}
	c := Compare([]*analysis.Analysis{build("a", "The Harbour Board of Inquiry"), build("b", "HBI"), build("c", "Harbour Board of Inquiry Ltd"), build("d", "Tidewater Inc")})
	want := "The Harbour Board of Inquiry: HBI, Harbour Board of Inquiry Ltd\nTidewater Inc"
	if got := castList(c); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
