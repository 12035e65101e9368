package attribution

// ended is a content that is a part of its sentence without the closing mark at
// its end that nothing in it has opened, and without the full stop before that
// mark: the words are reported within speech that began outside them.
//
//	“It was May. She told me [content she would stay].” That was all.
func (r *reading) ended(base int, s span) span {
	n := s.end
	if n-s.first < 4 || r.words[base+n-1].mark != quoteMark || r.words[base+n-2].mark != final || r.starts(base+s.first) {
		return s
	}
	marks := 0
	for i := s.first; i < n; i++ {
		if r.words[base+i].mark == quoteMark {
			marks++
		}
	}
	if marks%2 == 1 {
		s.end -= 2
	}
	return s
}

// starts reports whether a sentence begins with token i, or with the mark
// before it.
func (r *reading) starts(i int) bool {
	first := r.segments.Sentences[r.words[i].sentence].First
	return i == first || i == first+1 && r.words[first].mark == quoteMark
}

// begun gives a content without the dateline before it, which nobody says.
func (r *reading) begun(base int, s span) span {
	n := int(r.words[base+s.first].sentence)
	if base+s.first == r.segments.Sentences[n].First {
		if behind := r.segments.Behind(r.text, n) - base; behind < s.end {
			s.first = behind
		}
	}
	return s
}
