// Package names finds who a report names: people, organisations, places,
// groups and documents that speak, by name, by role and by pronoun, and links
// the mentions of one entity within the report.
//
//	Vesthavn Mayor Rafiq Torvald spoke. Mr Torvald was angry, said Ilse
//	Marenko, the harbour board's chairwoman. The mayor told her so.
//
// has two people: {Vesthavn Mayor Rafiq Torvald, Mr Torvald, The mayor}, a man
// with the role "Vesthavn Mayor", and {Ilse Marenko, the harbour board's
// chairwoman, her}, a woman; and the body {the harbour board}.
//
// It works in four steps, without a tagger or learned weights. Tokens are
// looked up in the word lists of package lang (words.go), once for each way a
// word is written (lexicon.go, forms.go). Capitalised
// sequences become chunks, with titles and roles told from the name and a kind
// for each (chunk.go, kind.go). Chunks, noun phrases with a role, group, body or
// document as head, and pronouns become mentions (nominal.go, phrase.go,
// apposition.go). Sieves then link them, precise ones first, each signing its
// decision in Mention.Rule: full names, titles with a family name, single
// words (person.go, body.go), appositions, then roles and pronouns in reading
// order (link.go, anaphora.go); when two roles can be one person's is said in
// role.go.
//
// The rules, in the order they are tried: "new name", "same name", "title and
// first name", "family name", "first name", "initials", "part of the name";
// "apposition", "is the", "as its role", "identified as", "initials in
// brackets", "handle in brackets"; "handle"; "role", "order", "kind of body", "new role"; "pronoun".
//
// The one surprise: a mention may lie inside another (the city in "a spokeswoman
// for the city"), and what a name's own role mentions (Vesthavn in "Vesthavn Mayor
// …") is part of that mention and none of its own.
package names
