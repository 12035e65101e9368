package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"parallax/internal/archive"
	"parallax/internal/desk"
	"parallax/internal/fetch"
	"parallax/internal/serve"
	"parallax/internal/serve/api"
	"parallax/internal/serve/pages"
	"parallax/internal/serve/syndication"
	"parallax/internal/store"
	"parallax/internal/watch"
)

// serveCommand is parallax serve. Each flag can be set in the environment and,
// behind that, in a configuration file.
type serveCommand struct {
	Config  kong.ConfigFlag `placeholder:"FILE" help:"Read settings from a TOML file: a line for each flag, as in listen = \"127.0.0.1:8080\"."`
	Listen  string          `default:"127.0.0.1:8080" env:"PARALLAX_LISTEN" placeholder:"ADDRESS" help:"Address to listen on (${default}). Others than loopback need a password."`
	Data    string          `env:"PARALLAX_DATA" placeholder:"DIR" help:"Folder that everything is kept in; made when it is not there (${data})."`
	Demo    bool            `help:"Start with the example reports and ask no feeds. Without --data nothing is kept afterwards."`
	Address string          `env:"PARALLAX_ADDRESS" placeholder:"URL" help:"How readers reach the server when something stands before it: https://desk.example. Used in output feeds."`
	Host    []string        `env:"PARALLAX_HOST" placeholder:"NAME" help:"Name that the server answers to beside loopback, its own address and that of --address. Can be given several times."`

	PasswordFile string `env:"PARALLAX_PASSWORD_FILE" type:"existingfile" placeholder:"FILE" help:"File with the password in its first line. It can be in PARALLAX_PASSWORD instead, or be set on the page of settings."`

	Window   int      `default:"30" env:"PARALLAX_WINDOW" placeholder:"DAYS" help:"Days a story can go on without a report (${default})."`
	Active   int      `default:"100000" env:"PARALLAX_ACTIVE" placeholder:"N" help:"Reports that a new one is compared with, 3.4 kB of memory each (${default})."`
	KeepDays int      `env:"PARALLAX_KEEP_DAYS" placeholder:"DAYS" help:"Let reports go that are older; 0: never."`
	KeepMB   int      `name:"keep-mb" env:"PARALLAX_KEEP_MB" placeholder:"MB" help:"Let the oldest reports go when more than this is on disk; 0: never."`
	NoFeeds  bool     `env:"PARALLAX_NO_FEEDS" help:"Ask no feeds; take only what is brought."`
	Allow    []string `env:"PARALLAX_ALLOW" placeholder:"HOST" help:"Host in a private network that feeds and pages may be fetched from. Can be given several times."`

	Log     string `default:"text" enum:"text,json,none" env:"PARALLAX_LOG" help:"Log on standard error: text, json or none. Addresses, searches and texts are never logged."`
	Verbose bool   `env:"PARALLAX_VERBOSE" help:"Log every request, too."`
}

// Help is shown below the flags.
func (serveCommand) Help() string {
	return `Examples:
  parallax serve --demo
  parallax serve --data ~/news
  PARALLAX_PASSWORD=… parallax serve --listen :8080 --address https://desk.example

Open the address that it prints in a browser. Feeds are added there, or all at once with parallax import feeds.opml. A setting is taken from its flag, else from its environment variable, else from the configuration file.

Nothing is sent anywhere but requests for the feeds you add and the pages they name. The service can be ended at any moment; nothing that was taken is lost.

Exit codes: 0 it was interrupted, 1 it could not go on, 2 wrong use.`
}

// Validate says what is wrong with settings that cannot be.
func (k *serveCommand) Validate() error {
	if u, err := url.Parse(k.Address); k.Address != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil) {
		return fmt.Errorf("--address %q: it is written https://desk.example, without a path", k.Address)
	}
	for name, n := range map[string]int{"window": k.Window, "active": k.Active, "keep-days": k.KeepDays, "keep-mb": k.KeepMB} {
		if n < 0 {
			return fmt.Errorf("--%s %d: a number of 0 or more", name, n)
		}
	}
	return nil
}

// Run serves until it is interrupted.
func (k *serveCommand) Run(s *session) error {
	log := k.logger(s)
	dir, gone, err := k.folder()
	if err != nil {
		return err
	}
	defer gone()
	password, err := k.password()
	if err != nil {
		return fault{misused, err}
	}
	l, err := (&net.ListenConfig{}).Listen(s, "tcp", k.Listen)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w; choose another address with --listen", k.Listen, err)
	}
	defer l.Close()
	kept, err := store.Open(s, dir)
	if err != nil {
		return fmt.Errorf("%s: %w", dir, err)
	}
	defer kept.Close()
	return k.run(s, l, kept, password, log)
}

// run has the parts of the service work until one fails or ctx ends.
func (k *serveCommand) run(s *session, l net.Listener, kept *store.Store, password string, log *slog.Logger) error {
	client := fetch.New(fetch.Options{UserAgent: "Parallax/" + versionName() + " (feed reader)", Allow: k.Allow})
	defer client.Close()
	keep, err := k.keep(s, kept)
	if err != nil {
		return err
	}
	var week *clock // the examples' own time, where nothing of another time is kept beside them
	var shown []example
	if k.Demo {
		if shown, err = exampleReports(s); err != nil {
			return err
		}
	}
	if k.Demo && k.Data == "" {
		week = &clock{zone: zoneOf(shown)}
		kept.SetClock(week.Now)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(room(k.Active))
	}
	works := desk.New(kept, desk.Options{Window: k.Window, Most: k.Active, Log: log, Keep: keep, Stay: true})
	if err := works.Begin(); err != nil {
		return err
	}
	all := &service{Store: kept, desk: works, watcher: watch.New(kept, works, client, watch.Options{Log: log})}
	server, err := k.server(s, l, all, password, log, week)
	if errors.Is(err, serve.ErrNoPassword) {
		return fault{misused, err}
	}
	if err != nil {
		return err
	}
	jobs := []func(context.Context) error{works.Run, func(ctx context.Context) error {
		if k.Demo { // first: who asks meanwhile waits for some tenths of a second
			if err := all.examples(ctx, shown, week); err != nil {
				return err
			}
		}
		return server.Run(ctx, l)
	}}
	if !k.idle() {
		jobs = append(jobs, all.watcher.Run)
	}
	fmt.Fprintf(s.err, "Parallax is at %s\n", k.where(l))
	return together(s, jobs)
}

// room is how much memory the collector of garbage lets the process have without
// working harder, in bytes: what pages and comparisons need, and a third more
// than so many reports take in the grouping. The database's caches, 160 MB,
// are beside it.
func room(active int) int64 {
	if active <= 0 {
		active = 100_000
	}
	return 150<<20 + 4000*int64(active)
}

// idle says that no feed is asked.
func (k *serveCommand) idle() bool { return k.Demo || k.NoFeeds }

// keepGiven says that how long reports are kept was said at the start; else the
// page of settings says it.
func (k *serveCommand) keepGiven() bool { return k.KeepDays > 0 || k.KeepMB > 0 }

// keep is how long reports are kept.
func (k *serveCommand) keep(ctx context.Context, kept *store.Store) (archive.Keep, error) {
	if k.keepGiven() {
		return archive.Keep{Age: time.Duration(k.KeepDays) * 24 * time.Hour, Bytes: int64(k.KeepMB) << 20}, nil
	}
	return storedKeep(ctx, kept)
}

// server puts pages, API and output feeds behind one door.
func (k *serveCommand) server(ctx context.Context, l net.Listener, all *service, password string, log *slog.Logger, week *clock) (*serve.Server, error) {
	var server *serve.Server
	o := pages.Options{Log: log, Demo: k.Demo, Idle: k.idle(), Zone: time.Local, Settings: func(ctx context.Context) (pages.Settings, error) {
		a, err := server.Access(ctx)
		v := pages.Settings{Password: a.Password, Fixed: a.Fixed, Backup: "/backup", Version: versionName()}
		for _, t := range a.Tokens {
			v.Tokens = append(v.Tokens, pages.Token(t))
		}
		keep, failed := k.keep(ctx, all.Store)
		v.Keep = &keep
		return v, cmp.Or(err, failed)
	}}
	if week != nil {
		o.Now, o.Zone = week.Now, week.zone
	}
	if !k.keepGiven() {
		o.Keep = all.Keep
	}
	front := pages.New(all, all, o)
	requests := log
	if !k.Verbose {
		requests = slog.New(atLeast{log.Handler(), slog.LevelWarn})
	}
	server, err := serve.New(ctx, serve.Options{
		Pages: front, API: api.New(all, all, versionName()), Feeds: syndication.New(all, all.Identity(), k.Address), Settings: all,
		Open: loopback(l.Addr()), Password: password, Hosts: k.hosts(), Secure: strings.HasPrefix(k.Address, "https:"),
		Ready: func(ctx context.Context) error { _, err := all.Status(ctx); return err }, Backup: all.Backup,
		Metrics: gauges(all), Log: requests,
	})
	return server, err
}

// hosts are the names the server answers to.
func (k *serveCommand) hosts() []string {
	if u, err := url.Parse(k.Address); err == nil && u.Hostname() != "" {
		return append([]string{u.Hostname()}, k.Host...)
	}
	return k.Host
}

// where is the address to open in a browser.
func (k *serveCommand) where(l net.Listener) string {
	if k.Address != "" {
		return k.Address
	}
	return "http://" + l.Addr().String() + "/"
}

// loopback says whether only this machine can reach an address.
func loopback(a net.Addr) bool {
	t, ok := a.(*net.TCPAddr)
	return ok && t.IP.IsLoopback()
}

// folder is where everything is kept. A demonstration without --data has one
// that gone takes away.
func (k *serveCommand) folder() (dir string, gone func(), err error) {
	switch {
	case k.Data != "":
		return k.Data, func() {}, nil
	case k.Demo:
		dir, err = os.MkdirTemp("", "parallax-demo-")
		return dir, func() { _ = os.RemoveAll(dir) }, err
	}
	return dataFolder(), func() {}, nil
}

// dataFolder is where data is kept when nobody says otherwise, as the XDG base
// directories have it.
func dataFolder() string {
	if d := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(d) {
		return filepath.Join(d, "parallax")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "parallax-data"
	}
	return filepath.Join(home, ".local", "share", "parallax")
}

// password is the one the server was started with; empty: none.
func (k *serveCommand) password() (string, error) {
	if k.PasswordFile == "" {
		return os.Getenv("PARALLAX_PASSWORD"), nil
	}
	b, err := os.ReadFile(k.PasswordFile)
	if err != nil {
		return "", err
	}
	first, _, _ := strings.Cut(string(b), "\n")
	if first = strings.TrimRight(first, "\r"); first == "" {
		return "", fmt.Errorf("%s: its first line is empty", k.PasswordFile)
	}
	return first, nil
}

func (k *serveCommand) logger(s *session) *slog.Logger {
	switch k.Log {
	case "json":
		return slog.New(slog.NewJSONHandler(s.err, nil))
	case "none":
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(s.err, nil))
}

// atLeast passes on what is as grave as a level, or graver.
type atLeast struct {
	slog.Handler
	level slog.Level
}

// Enabled says whether a level is grave enough.
func (a atLeast) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= a.level && a.Handler.Enabled(ctx, l)
}
