package web

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestContrast computes the contrast of every pair of colours that carries
// text or a mark, as WCAG 2.2 defines it (1.4.3, 1.4.11), in both schemes.
func TestContrast(t *testing.T) {
	light, dark, _ := strings.Cut(read("page.css"), "prefers-color-scheme: dark")
	dark, _, _ = strings.Cut(dark, "*, ::before")
	for scheme, rules := range map[string]string{"light": light, "dark": dark} {
		colour := map[string]float64{}
		for _, m := range regexp.MustCompile(`--([a-z0-9]+): (#[0-9a-f]{3,6});`).FindAllStringSubmatch(rules, -1) {
			colour[m[1]] = luminance(m[2])
		}
		for _, k := range []struct {
			fore, back string
			least      float64
		}{
			{"ink", "paper", 7}, {"ink2", "paper", 4.5}, {"ink3", "paper", 4.5}, {"ink3", "wash", 4.5},
			{"red", "paper", 4.5}, {"red", "redwash", 4.5}, {"ink2", "redwash", 4.5},
			{"ink", "q", 4.5}, {"ink", "bluewash", 4.5}, {"ink2", "bluewash", 4.5}, {"ink3", "bluewash", 4.5}, {"red", "bluewash", 4.5},
			{"blue", "paper", 4.5}, {"rule", "paper", 3},
		} {
			a, okA := colour[k.fore]
			b, okB := colour[k.back]
			if !okA || !okB {
				t.Fatalf("%s: no colour %s or %s", scheme, k.fore, k.back)
			}
			if got := (max(a, b) + .05) / (min(a, b) + .05); got < k.least {
				t.Errorf("%s: %s on %s has %.1f, needs %.1f", scheme, k.fore, k.back, got, k.least)
			}
		}
	}
}

// luminance is the relative luminance of a colour written #rgb or #rrggbb.
func luminance(hex string) float64 {
	hex = hex[1:]
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	sum := 0.0
	for i, weight := range []float64{.2126, .7152, .0722} {
		n, _ := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		c := float64(n) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
