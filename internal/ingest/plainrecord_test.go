package ingest

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// plainRecords are objects, and whether readPlain is to read them.
var plainRecords = map[string]bool{
	`{"id":"a","url":"u","outlet":"The Tide","title":"Quay fire","published":"2011-04-07","language":"en","text":"The fire is out.\n\n\u201cNobody was hurt,\u201d Ada Lind said."}`: true,
	"{ \t\"text\" : \"It burnt.\" ,\r\n\"id\":\"7\" } ":           true,
	`{"text":"a\"b\\c\/d\be\ff\ng\rh\ti\u00e9j\uD83D\uDEA2k é🚢"}`: true,
	`{"text":"one","text":"two"}`:                                 true,
	`{"text":"","title":""}`:                                      true,
	`{"language":"e\u006e","text":"The fire."}`:                   true,
	`{"text":"\ud83d"}`:                                           false, // half a pair: U+FFFD
	`{"text":"\ud83dx"}`:                                          false,
	`{"text":"\ud83d\u0041"}`:                                     false,
	`{"text":"\udea2\ud83d"}`:                                     false,
	`{"Text":"letter case makes no difference"}`:                  false,
	`{"text":"The fire.","id":7}`:                                 false,
	`{"text":"The fire.","url":null}`:                             false,
	`{"text":"The fire.","date":"2011-04-07"}`:                    false,
	`{"text":"The fire.","tags":["fire","quay"]}`:                 false,
	`{}`:                         false,
	`{`:                          false,
	`{"text"`:                    false,
	`{"text":`:                   false,
	`{"text":"The fire`:          false,
	`{"text":"The fire\`:         false,
	`{"text":"The fire"`:         false,
	`{"text":"The fire",`:        false,
	`{"text":"The fire",}`:       false,
	`{"text" "The fire"}`:        false,
	`{"text":"The fire"}}`:       false,
	`{"text":"The fire"} x`:      false,
	`{"text":"\x"}`:              false,
	`{"text":"\u12"}`:            false,
	`{"text":"\u12g4"}`:          false,
	"{\"text\":\"two\nlines\"}":  false,
	"{\"text\":\"a tab\there\"}": false,
}

// readAlike fails where readPlain reads an object otherwise than encoding/json.
func readAlike(t *testing.T, object string) (plain bool) {
	t.Helper()
	var got, want record
	if !readPlain([]byte(object), &got) {
		return false
	}
	if err := json.Unmarshal([]byte(object), &want); err != nil {
		t.Errorf("%s: read, though it is wrong: %v", object, err)
	} else if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: read as %+v, want %+v", object, got, want)
	}
	return true
}

func TestReadPlain(t *testing.T) {
	for object, want := range plainRecords {
		if got := readAlike(t, object); got != want {
			t.Errorf("%s: read %v, want %v", object, got, want)
		}
	}
}

func FuzzReadPlain(f *testing.F) {
	for object := range plainRecords {
		f.Add(object)
	}
	f.Fuzz(func(t *testing.T, object string) {
		if strings.HasPrefix(object, "{") && utf8.ValidString(object) {
			readAlike(t, object)
		}
	})
}
