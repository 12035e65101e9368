package lang

import (
	"fmt"
	"strconv"
	"strings"
)

// QuantityClass is what a word does in an expression of quantity.
type QuantityClass uint8

const (
	NoQuantity    QuantityClass = iota
	Multiplier                  // "million": N
	VagueNumber                 // "hundreds": N is the order of magnitude
	PercentWord                 // "percent"
	CurrencyWord                // "dollars": Unit is the ISO 4217 code, or the name where several countries have it
	DistanceWord                // "miles": N is the length in metres
	UnitWord                    // "acres": Unit is its name
	QuantityHedge               // "nearly": Unit is "about", "under", "least" or "most"
	FateWord                    // "killed": Unit is the word for what befell those counted
	FurtherWord                 // "other": those counted before are not among them
)

// Quantity is what one word form can be in an expression of quantity.
type Quantity struct {
	Is   QuantityClass
	N    float64
	Unit string
}

// QuantityWords is the word data for finding numbers and what they count.
type QuantityWords struct {
	Quantities map[string]Quantity // by word form or sign, lower case
	Counted    Map                 // lemma of a counted noun to the word for its class: "employee" to "worker"
}

var quantityClasses = map[string]QuantityClass{
	"times": Multiplier, "vague": VagueNumber, "percent": PercentWord, "currency": CurrencyWord,
	"distance": DistanceWord, "unit": UnitWord, "hedge": QuantityHedge,
	"fate": FateWord, "further": FurtherWord,
}

func quantityWords(code string) QuantityWords {
	out := QuantityWords{Quantities: map[string]Quantity{}, Counted: pairs(code, "counted")}
	for word, value := range pairs(code, "quantities") {
		class, unit, _ := strings.Cut(value, "\t")
		q := Quantity{Is: quantityClasses[class], Unit: unit}
		if q.Is == NoQuantity {
			panic(fmt.Sprintf("lang: quantities: %s: no class %q", word, class))
		}
		if n, err := strconv.ParseFloat(unit, 64); err == nil {
			q.N = n
		}
		out.Quantities[word] = q
	}
	return out
}
