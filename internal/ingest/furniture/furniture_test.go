package furniture

import "testing"

func TestLine(t *testing.T) {
	furniture := []string{
		"Read more:", "Read more", "READ MORE: Who lit the quay?", "Read more: the harbour master’s letter in full.", "► Read also: Who lit the quay?",
		"Related stories", "RELATED: Quay to be rebuilt by spring", "Advertisement", "- Advertisement -", "Story continues below", "Share this article", "Share on Facebook", "Copy link",
		"Sign up to our newsletter and never miss a tide.", "Sign up for our Harbour Briefing", "Follow us on Twitter @thetide", "Subscribe now", "(Reporting by Tom Roe; editing by Ines Falk)",
		"Image source, Getty Images", "Image caption, The quay on Sunday", "Photo: Ned Collop", "Watch: The quay from the air", "LISTEN: Ada Lind on the radio", "We use cookies to remember you.", "© 2026 The Tide", "Ines Falk contributed to this report.",
		"Editors’ picks", "Don’t miss:", "More on this story", "Comments",
	}
	prose := []string{
		"", "Read more of the letter, she said.", "Read: the first word that her son could write.", "Watch the planks, he said, and walk slowly.", "Watch: that was all he said.", "More than 40 people came.", "More: he wanted more, and said so.",
		"Related charges were dropped in May.", "Share prices fell on Monday.", "Sharing the blame, Lind said, was no use.", "Follow the money, he said.", "Advertisement revenue fell by a third.", "“Sign up,” he told them.",
		"Live: that is what they wanted to do.", "Image is everything in this town, he said.", "Comments by the minister angered the crews.", "Topics for the meeting include the rebuilding.", "Getting there takes an hour.", "Readers wrote in.",
		"Powered by two engines, the ferry left at noon.", "Analysis: that was not her word for it, she said.", "“Read more,” the teacher said.", "Closed.", "Tagged fish were found in the harbour.",
	}
	for _, line := range furniture {
		if !Line(line) {
			t.Errorf("%q: taken for prose", line)
		}
	}
	for _, line := range prose {
		if Line(line) {
			t.Errorf("%q: taken for furniture", line)
		}
	}
}

func TestByLine(t *testing.T) {
	for line, want := range map[string]string{
		"By Tom Roe": "Tom Roe",
		"BY TOM ROE": "TOM ROE",
		"By Tom Roe and Ines van Falk, Harbour Correspondent":                 "Tom Roe and Ines van Falk, Harbour Correspondent",
		"By Tom Roe, maritime editor":                                         "Tom Roe, maritime editor",
		"By Sunday, all of them had gone":                                     "",
		"By Old Harbour, three boats lay on their sides and nobody was there": "",
		"By noon the fire was out":                                            "",
		"By Sunday, Lind said.":                                               "",
		"Tom Roe":                                                             "",
		"By air":                                                              "",
	} {
		got, ok := ByLine(line)
		if got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v; want %q", line, got, ok, want)
		}
	}
}

func BenchmarkLine(b *testing.B) {
	const line = "The fire on the old quay is out, the harbour master said on Sunday night after a search that took three crews an hour."
	b.SetBytes(int64(len(line)))
	for b.Loop() {
		if Line(line) {
			b.Fatal("prose taken for furniture")
		}
	}
}
