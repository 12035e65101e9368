package feed

import (
	"net/url"
	"path"
	"strings"
)

// counting are the parameters of an address that say how a reader came, not
// what the page is. A "*" stands for the rest of the name.
var counting = []string{
	"utm_*", "fbclid", "gclid", "gclsrc", "dclid", "wbraid", "gbraid", "msclkid", "twclid", "yclid", "ysclid", "igshid", "igsh", "ttclid", "li_fat_id", "mc_cid", "mc_eid", "_ga", "_gl", "_hsenc", "_hsmi", "hsctatracking",
	"mkt_tok", "vero_id", "vero_conv", "oly_enc_id", "oly_anon_id", "rb_clickid", "s_cid", "s_kwcid", "wickedid", "wt_mc", "wt.mc_*", "wt_zmc", "pk_*", "mtm_*", "matomo_*", "piwik_*", "at_campaign*", "at_medium", "at_custom*", "at_link*", "at_format", "at_ptr_name", "at_bbc_team",
	"ns_campaign", "ns_mchannel", "ns_source", "ns_linkname", "ns_fee", "xtor", "ftag", "cmpid", "campaign_id", "sr_share", "__twitter_impression", "guccounter", "guce_referrer", "guce_referrer_sig", "ncid", "smid", "smtyp", "soc_src", "soc_trk", "spref", "srnd", "traffic_source", "taid", "ito", "ocid", "cvid", "__cft__*", "__tn__", "ref_src", "ref_url", "feature=youtu.be",
}

// mayCount are parameters that say how a reader came when their value names a
// feed; else they may say what the page is.
var mayCount = []string{"ref", "source", "src", "from", "via", "partner", "cmp", "origin", "feed", "rss", "output", "emc", "mod", "xid", "cid"}

// Canonical gives the one address under which an article is known; see the
// package comment for the rules. What is no absolute http or https address
// gives "".
func Canonical(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Opaque != "" {
		return ""
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	port := ":" + u.Port() // a colon alone where there is none
	host := strings.TrimRight(strings.TrimSuffix(strings.ToLower(u.Host), port), ".")
	if host == "" {
		return ""
	}
	if port != ":" && !(port == ":80" && u.Scheme == "http") && !(port == ":443" && u.Scheme == "https") {
		host += port
	}
	u.Host = host
	if u.Path == "" {
		u.Path = "/"
	}
	u.RawQuery, u.ForceQuery = withoutCounting(u.RawQuery), false
	return u.String()
}

// withoutCounting takes parameters out of a query and leaves the others as they
// are written, but for white space around them.
func withoutCounting(query string) string {
	if query == "" {
		return ""
	}
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		if part = strings.TrimSpace(part); part != "" && !counts(part) {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

func counts(part string) bool {
	part = strings.ToLower(part)
	name, value, _ := strings.Cut(part, "=")
	for _, pattern := range counting {
		if ok, err := path.Match(pattern, name); err == nil && ok || pattern == part {
			return true
		}
	}
	for _, m := range mayCount {
		if name == m && (strings.Contains(value, "rss") || strings.Contains(value, "feed") || strings.Contains(value, "atom") && m != "output") {
			return true
		}
	}
	return false
}

// absolute resolves an address against a base; "" when it gives no http or
// https address.
func absolute(address, base string) string {
	address = strings.TrimSpace(address)
	if address == "" || strings.ContainsAny(address, "\r\n\t\x00") {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil {
		// Spaces and umlauts in paths are common; browsers escape them.
		u, err = url.Parse(strings.ReplaceAll(address, " ", "%20"))
	}
	if err != nil {
		return ""
	}
	if b, err := url.Parse(base); err == nil && base != "" {
		u = b.ResolveReference(u)
	}
	if s := strings.ToLower(u.Scheme); s != "http" && s != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}
