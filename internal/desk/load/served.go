package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"

	"parallax/internal/store"
)

// measureServed measures a running service: its pages by their addresses, its
// reports through its API. The store is opened beside it to know what there is
// to ask for.
func measureServed(ctx context.Context, o options) error {
	s, err := store.Open(ctx, o.dir)
	if err != nil {
		return err
	}
	defer s.Close()
	v := newInventor(uint64(2+o.seed), 10_000)
	v.count = (1000 + o.seed) * 1_000_000 // reports that nobody has seen
	kinds, err := addresses(ctx, s, v)
	if err != nil {
		return err
	}
	base := strings.TrimSuffix(o.serve, "/")
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 100}}
	ask := func(address string) int {
		r, err := client.Get(base + address)
		if err != nil {
			return 0
		}
		defer r.Body.Close()
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			return 0
		}
		return r.StatusCode
	}
	take := func(ctx context.Context, n int) error {
		b, err := written(v, n)
		if err != nil || n == 0 {
			return err
		}
		q, err := http.NewRequestWithContext(ctx, "POST", base+"/api/1/reports?name=load.jsonl", b)
		if err != nil {
			return err
		}
		r, err := client.Do(q)
		if err != nil {
			return err
		}
		defer r.Body.Close()
		if r.StatusCode != http.StatusAccepted {
			said, _ := io.ReadAll(io.LimitReader(r.Body, 500))
			return fmt.Errorf("reports are answered %s: %s", r.Status, said)
		}
		return nil
	}
	return measure(ctx, o, kinds, ask, take)
}
