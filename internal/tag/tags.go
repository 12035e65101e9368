package tag

// Tag is a Penn Treebank part-of-speech tag, with the additions of the English
// Web Treebank.
type Tag uint8

// The tags. Explanations: Santorini, Part-of-Speech Tagging Guidelines for the
// Penn Treebank Project (1990); Bies et al., English Web Treebank (2012).
const (
	None Tag = iota // no token

	CC      // and, or
	CD      // seven, 1,200
	DT      // the, this
	EX      // there is
	FW      // foreign word
	IN      // of, that
	JJ      // large
	JJR     // larger
	JJS     // largest
	LS      // list item: 1., a)
	MD      // will, could
	NN      // statement
	NNS     // statements
	NNP     // a name
	NNPS    // a name in the plural
	PDT     // all the
	POS     // 's of a possessor
	PRP     // she
	PRPS    // PRP$: her
	RB      // soon, not
	RBR     // sooner
	RBS     // soonest
	RP      // give up
	SYM     // =
	TO      // to
	UH      // yes, please
	VB      // say
	VBD     // said (she said)
	VBG     // saying
	VBN     // said (was said)
	VBP     // say (they say)
	VBZ     // says
	WDT     // which
	WP      // who
	WPS     // WP$: whose
	WRB     // when
	Dollar  // $
	Open    // ``: an opening quotation mark
	Close   // '': a closing quotation mark
	LRB     // -LRB-: an opening bracket
	RRB     // -RRB-: a closing bracket
	Comma   // ,
	Stop    // . ! ?
	Colon   // : ; … –
	Hash    // #
	HYPH    // a hyphen that stands alone
	NFP     // superfluous mark: ***, :-)
	ADD     // address of a page or of mail
	AFX     // an affix that stands alone
	numTags // how many
)

var tagNames = [numTags]string{
	"", "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNS", "NNP", "NNPS", "PDT", "POS", "PRP", "PRP$",
	"RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB",
	"$", "``", "''", "-LRB-", "-RRB-", ",", ".", ":", "#", "HYPH", "NFP", "ADD", "AFX",
}

// String is the tag as treebanks write it: "NNP", "PRP$", "“".
func (t Tag) String() string {
	if t >= numTags {
		return ""
	}
	return tagNames[t]
}

// Parse is the tag that treebanks write so, None where there is none.
func Parse(name string) Tag {
	for i, n := range tagNames {
		if n == name {
			return Tag(i)
		}
	}
	return None
}

// Verb reports whether the tag is a verb's, modal verbs among them.
func (t Tag) Verb() bool { return t >= VB && t <= VBZ || t == MD }

// Finite reports whether the tag is that of a verb that has a subject.
func (t Tag) Finite() bool { return t == VBD || t == VBP || t == VBZ || t == MD }

// Noun reports whether the tag is a noun's, names among them.
func (t Tag) Noun() bool { return t >= NN && t <= NNPS }
