//go:build browser

package pages

import (
	"context"
	"testing"

	"parallax/internal/browser"
)

// audit is what a page is checked for as the browser lays it out: the contrast
// of every piece of text with what lies behind it (WCAG 2.2, 1.4.3), a name for
// everything that can be operated (4.1.2), a label for every field (3.3.2),
// headings without a step left out (1.3.1), nothing before the natural order
// of the focus (2.4.3), targets of 24 pixels or so much room (2.5.8).
const audit = `(() => {
  const out = new Set(), shown = e => e.checkVisibility({opacityProperty: true, visibilityProperty: true}) && e.getClientRects().length > 0;
  const say = (e, why) => out.add(why + ': ' + e.tagName.toLowerCase() + (e.className.baseVal ?? e.className ? '.' + (e.className.baseVal ?? e.className) : '') + ' ' + (e.textContent || e.value || '').trim().slice(0, 30));
  const colour = s => { const m = s.match(/[\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
  const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3]));
  const behind = e => { const c = colour(getComputedStyle(e).backgroundColor); if (c[3] === 1) return c; return over(c, e.parentElement ? behind(e.parentElement) : [255, 255, 255]); };
  const light = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || !shown(e) || e.closest('.vh, script, style, [disabled], option')) continue;
    const s = getComputedStyle(e);
    if (colour(s.color)[3] === 0) continue; // a sign is drawn in its place
    const ground = behind(e), ink = over(colour(e.closest('svg') ? s.fill : s.color), ground);
    const [hi, lo] = [light(ink), light(ground)].sort((a, b) => b - a), ratio = (hi + .05) / (lo + .05);
    const size = parseFloat(s.fontSize), large = size >= 24 || size >= 18.66 && +s.fontWeight >= 700;
    if (ratio < (large ? 3 : 4.5)) say(e, 'contrast ' + ratio.toFixed(2));
  }
  const name = e => (e.getAttribute('aria-label') || (e.getAttribute('aria-labelledby') || '').split(' ').map(i => document.getElementById(i)?.textContent).join('') ||
    [...(e.labels || [])].map(l => l.textContent).join('') || (e.matches('input, select, textarea') ? '' : e.textContent) || e.title || '').trim();
  for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=img], [role=button], dialog, nav')) {
    if (shown(e) && !name(e)) say(e, 'no name');
    if (e.tabIndex > 0) say(e, 'before its turn');
  }
  for (const e of document.querySelectorAll('svg')) if (!e.closest('[aria-hidden=true]') && e.getAttribute('role') !== 'img') say(e, 'a drawing that is neither hidden nor named');
  let level = 0;
  for (const h of document.querySelectorAll('main h1, main h2, main h3, main h4')) { if (+h.tagName[1] > level + 1) say(h, 'heading after h' + level); level = +h.tagName[1]; }
  for (const e of document.querySelectorAll('button, select, summary, input:not([type=hidden]), .filt a, .more a, .idx a')) {
    const r = e.getBoundingClientRect(), box = e.closest('label')?.getBoundingClientRect() ?? r;
    if (shown(e) && Math.max(r.height, box.height) < 23.5) say(e, 'a target of ' + r.height.toFixed(1));
  }
  if (!document.documentElement.lang || document.querySelectorAll('main').length !== 1) out.add('no language, or not one main part');
  return [...out].slice(0, 12);
})()`

// everybodyReads audits every page at a desk in daylight and on a phone at night.
func everybodyReads(t *testing.T, b context.Context, at string) {
	night := browser.Phone
	night.Dark = true
	for _, v := range views {
		t.Run(v.name, func(t *testing.T) {
			for name, l := range map[string]browser.Look{"desk": browser.Desktop, "phone at night": night} {
				k := browser.Open(t, b, at+v.address, l)
				for _, flaw := range browser.Eval[[]string](k, audit) {
					t.Errorf("%s: %s", name, flaw)
				}
				if v.name == "lost" {
					k.Taken() // it is told as an error: that is its purpose
				}
			}
		})
	}
}
