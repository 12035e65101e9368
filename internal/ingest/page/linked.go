package page

import (
	"encoding/json"
	"strings"
)

// linkedData is the JSON-LD of a page (https://schema.org vocabulary).
type linkedData struct {
	articles []map[string]any          // objects whose type is a kind of article, in order
	pages    []map[string]any          // objects whose type is a kind of page
	byID     map[string]map[string]any // objects that others may refer to by @id
}

// deepest is how many levels of JSON-LD are searched.
const deepest = 6

// add reads one script element. What is not JSON is left out.
func (l *linkedData) add(script string) {
	script = strings.TrimSpace(script)
	for _, wrap := range []string{"<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/"} {
		script = strings.TrimSpace(strings.TrimPrefix(script, wrap))
	}
	for _, wrap := range []string{"-->", "//]]>", "]]>", "/*]]>*/", ";"} {
		script = strings.TrimSpace(strings.TrimSuffix(script, wrap))
	}
	var v any
	if json.Unmarshal([]byte(script), &v) != nil {
		if json.Unmarshal(escapeLineEnds(script), &v) != nil {
			return
		}
	}
	l.collect(v, 0)
}

// escapeLineEnds repairs the commonest mistake, line ends and tabs as they are
// inside strings.
func escapeLineEnds(script string) []byte {
	out := make([]byte, 0, len(script)+64)
	inString := false
	for i := 0; i < len(script); i++ {
		c := script[i]
		switch {
		case c == '"':
			inString = !inString
		case c == '\\' && i+1 < len(script) && script[i+1] >= ' ':
			out = append(out, c)
			i++
			c = script[i]
		case c == '\n' && inString:
			out = append(out, '\\')
			c = 'n'
		case c < ' ' && inString:
			c = ' '
		}
		out = append(out, c)
	}
	return out
}

// collect looks for articles where a page's own may stand, and not in lists of
// other reports.
func (l *linkedData) collect(v any, depth int) {
	if depth > deepest {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			l.collect(item, depth+1)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) > 1 {
			if l.byID == nil {
				l.byID = map[string]map[string]any{}
			}
			if _, known := l.byID[id]; !known {
				l.byID[id] = v
			}
		}
		switch kind := kindOf(v); {
		case kind == "article":
			l.articles = append(l.articles, v)
		case kind == "page":
			l.pages = append(l.pages, v)
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			l.collect(v[key], depth+1)
		}
	}
}

// kindOf is "article", "page" or "" by an object's @type.
func kindOf(v map[string]any) string {
	kinds, ok := v["@type"].([]any)
	if !ok {
		kinds = []any{v["@type"]}
	}
	found := ""
	for _, k := range kinds {
		name, _ := k.(string)
		switch {
		case strings.HasSuffix(name, "Article"), strings.HasSuffix(name, "BlogPosting"), name == "Report", name == "SocialMediaPosting":
			return "article"
		case strings.HasSuffix(name, "WebPage"), name == "ItemPage":
			found = "page"
		}
	}
	return found
}

// field is the first non-empty value of a field in the articles, then pages.
func (l *linkedData) field(name string) any {
	for _, objects := range [][]map[string]any{l.articles, l.pages} {
		for _, o := range objects {
			if v := o[name]; v != nil && v != "" {
				return v
			}
		}
	}
	return nil
}

// headline is the article's headline, or its name where the title element has
// that and not the headline: some sites put a description into headline.
func (l *linkedData) headline(titleTag string) string {
	for _, a := range l.articles {
		headline, _ := a["headline"].(string)
		name, _ := a["name"].(string)
		headline, name = clean(headline), clean(name)
		if name != "" && strings.Contains(titleTag, name) && !strings.Contains(titleTag, headline) {
			return name
		}
		if headline != "" {
			return headline
		}
		if name != "" {
			return name
		}
	}
	return ""
}

func (l *linkedData) publisher() string {
	if names := l.namesOf(l.field("publisher"), 0); len(names) > 0 {
		return names[0]
	}
	return ""
}

func (l *linkedData) author() string {
	return strings.Join(distinct(l.namesOf(l.field("author"), 0)), ", ")
}

// namesOf reads what may be a name, an object with one, a reference to such an
// object, or a list of these.
func (l *linkedData) namesOf(v any, depth int) []string {
	if depth > deepest {
		return nil
	}
	switch v := v.(type) {
	case string:
		if s := clean(v); s != "" && !isURL(s) {
			return []string{s}
		}
	case []any:
		var out []string
		for _, item := range v {
			out = append(out, l.namesOf(item, depth+1)...)
		}
		return out
	case map[string]any:
		if name := l.namesOf(v["name"], depth+1); len(name) > 0 {
			return name
		}
		if id, ok := v["@id"].(string); ok && l.byID[id] != nil {
			return l.namesOf(l.byID[id]["name"], depth+1)
		}
	}
	return nil
}

func (l *linkedData) published() string {
	for _, name := range []string{"datePublished", "dateCreated"} {
		if s, ok := l.field(name).(string); ok {
			return s
		}
	}
	return ""
}

func (l *linkedData) language() string {
	switch v := l.field("inLanguage").(type) {
	case string:
		return v
	case map[string]any:
		s, _ := v["alternateName"].(string)
		return s
	}
	return ""
}

func (l *linkedData) address() string {
	for _, name := range []string{"url", "mainEntityOfPage", "@id"} {
		for _, a := range l.articles {
			switch v := a[name].(type) {
			case string:
				if isURL(v) {
					return v
				}
			case map[string]any:
				if s, ok := v["@id"].(string); ok && isURL(s) {
					return s
				}
			}
		}
	}
	return ""
}

// body is the text that the article's object carries, "" when none does.
func (l *linkedData) body() string {
	for _, a := range l.articles {
		if s, ok := a["articleBody"].(string); ok && strings.TrimSpace(s) != "" {
			return s
		}
	}
	return ""
}
