package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"parallax/internal/archive"
	"parallax/internal/desk"
	"parallax/internal/store"
)

// kept answers the pages; the desk makes editions.
type kept struct {
	*store.Store
	d *desk.Desk
}

func (k kept) Edition(ctx context.Context, story string) (*archive.Edition, error) {
	return k.d.Edition(ctx, story)
}

// page is a kind of page and the addresses that are asked for.
type page struct {
	name      string
	addresses []string
}

// addresses chooses pages as readers do: new stories and old ones, people who
// say much and little, words that are frequent and rare.
func addresses(ctx context.Context, s *store.Store, v *inventor) ([]page, error) {
	front := page{"front page", []string{"/", "/?show=altered", "/?show=conflicts", "/?order=accounts"}}
	story, person := page{name: "story"}, page{name: "person"}
	for _, order := range []string{"changed", "accounts", "first"} {
		for _, show := range []string{"all", "altered"} {
			list, err := s.Stories(ctx, archive.StoryQuery{Order: order, Show: show, Page: archive.Page{Limit: 200}})
			if err != nil {
				return nil, err
			}
			for _, k := range list.Stories {
				story.addresses = append(story.addresses, "/stories/"+k.ID)
			}
		}
	}
	for _, order := range []string{"statements", "name"} {
		people, err := s.People(ctx, archive.PersonQuery{Order: order, Page: archive.Page{Limit: 200}})
		if err != nil {
			return nil, err
		}
		for _, p := range people.People {
			person.addresses = append(person.addresses, "/people/"+p.ID)
		}
	}
	search := page{name: "search"}
	for _, w := range append(slices.Clone(subjects), "frost", "said", "households", "minister", "responsibility", v.syllables(2)) {
		search.addresses = append(search.addresses, "/search?q="+strings.ReplaceAll(w, " ", "+"))
	}
	for range 40 {
		search.addresses = append(search.addresses, "/search?q="+pick(v.r, subjects)[:3]+"*+"+strings.Fields(pick(v.r, roles))[0][:4]+"*", "/search?q="+pick(v.r, given))
	}
	return []page{front, story, search, person}, nil
}

// measure asks for pages while reports come in, and prints how long they took.
// ask gives a page's status, take has some reports taken.
func measure(ctx context.Context, o options, kinds []page, ask func(address string) int, take func(ctx context.Context, n int) error) error {
	ctx, stop := context.WithTimeout(ctx, o.time)
	defer stop()
	var all sync.WaitGroup
	failed := make(chan error, 1)
	all.Go(func() {
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for ctx.Err() == nil {
			if err := take(ctx, o.coming); err != nil && ctx.Err() == nil {
				select {
				case failed <- err:
				default:
				}
				return
			}
			select {
			case <-tick.C:
			case <-ctx.Done():
			}
		}
	})
	var mu sync.Mutex
	took := map[string][]time.Duration{}
	bad := map[string]int{}
	tick := time.NewTicker(time.Second / time.Duration(o.asked))
	defer tick.Stop()
	cpu, begun := processor(), time.Now()
	for n := 0; ctx.Err() == nil; n++ {
		kind := kinds[n%len(kinds)]
		address := kind.addresses[spread(n)%len(kind.addresses)]
		all.Go(func() {
			at := time.Now()
			code := ask(address)
			mu.Lock()
			defer mu.Unlock()
			took[kind.name] = append(took[kind.name], time.Since(at))
			if code != 200 {
				bad[fmt.Sprint(address, " ", code)]++
			}
		})
		select {
		case <-tick.C:
		case <-ctx.Done():
		}
	}
	all.Wait()
	fmt.Printf("%d pages and %d reports a second for %s, %.0f %% of one processor:\n", o.asked, o.coming, o.time, 100*(processor()-cpu).Seconds()/time.Since(begun).Seconds())
	for _, k := range kinds {
		tell(k.name, took[k.name])
	}
	for address, n := range bad {
		fmt.Println("failed:", address, n)
	}
	select {
	case err := <-failed:
		return err
	default:
		return nil
	}
}

// measureAlone asks for pages one after the other. Their processor time is what
// they take on a processor of their own, also where the clock is of no use
// because others use the machine. The first quarter is not told: it fills caches.
func measureAlone(ctx context.Context, n int, s *store.Store, d *desk.Desk) error {
	kinds, err := addresses(ctx, s, newInventor(1, 10_000))
	if err != nil {
		return err
	}
	for _, kind := range kinds {
		if len(kind.addresses) == 0 {
			return fmt.Errorf("the store has nothing to ask the page %q for: fill it first, -reports without -alone", kind.name)
		}
	}
	ask := asking(s, d)
	spent, clock := map[string][]time.Duration{}, map[string][]time.Duration{}
	for i := 0; i < n && ctx.Err() == nil; i++ {
		kind := kinds[i%len(kinds)]
		address := kind.addresses[spread(i)%len(kind.addresses)]
		cpu, at := processor(), time.Now()
		if code := ask(address); code != 200 {
			return fmt.Errorf("%s is answered %d", address, code)
		}
		if i >= n/4 {
			spent[kind.name], clock[kind.name] = append(spent[kind.name], processor()-cpu), append(clock[kind.name], time.Since(at))
		}
	}
	fmt.Println("one page after the other, by the processor and by the clock:")
	for _, k := range kinds {
		tell(k.name, spent[k.name])
		tell("", clock[k.name])
	}
	return nil
}

// spread scatters numbers.
func spread(n int) int { return int(uint32(n)*2654435761) >> 3 & 0xffffff }

func tell(name string, d []time.Duration) {
	if len(d) == 0 {
		return
	}
	slices.Sort(d)
	at := func(share float64) float64 { return d[min(len(d)-1, int(share*float64(len(d))))].Seconds() * 1000 }
	fmt.Printf("  %-12s %5d asked: half within %.1f ms, 95 %% within %.1f ms, 99 %% within %.1f ms\n", name, len(d), at(0.5), at(0.95), at(0.99))
}

// deeds are what pages can order; feeds are no part of this.
type deeds struct {
	*desk.Desk
	*store.Store
}

// Receive is the desk's.
func (x deeds) Receive(ctx context.Context, in []archive.Incoming) ([]archive.Receipt, error) {
	return x.Desk.Receive(ctx, in)
}

// Edition is the desk's.
func (x deeds) Edition(ctx context.Context, story string) (*archive.Edition, error) {
	return x.Desk.Edition(ctx, story)
}

// AddFeed keeps a feed.
func (x deeds) AddFeed(ctx context.Context, f archive.Feed) (archive.Feed, error) {
	return x.PutFeed(ctx, f)
}

// ChangeFeed keeps a feed.
func (x deeds) ChangeFeed(ctx context.Context, f archive.Feed) (archive.Feed, error) {
	return x.PutFeed(ctx, f)
}
