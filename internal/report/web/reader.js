// The reader: two reports, each scrolling by itself, quotations tied across.
// The part of the address after # is the only state: a place in a report
// opens the reader there, anything else shows the comparison.
(() => {
  'use strict';
  const d = document, root = d.documentElement, reader = d.getElementById('reader');
  if (!reader) return;
  const all = (sel, el = d) => [...el.querySelectorAll(sel)];
  const calm = matchMedia('(prefers-reduced-motion: reduce)'), narrow = matchMedia('(max-width: 720px)');
  const both = reader.querySelector('.both'), grid = both.querySelector('.grid'), ties = both.querySelector('.ties');
  const panes = all('.pane', both), links = all('a.q', both), say = d.getElementById('say');
  const ranks = ['identical', 'trimmed', 'altered', 'paraphrase'];
  const letter = el => el.closest('.pane').dataset.l;
  let left = null, right = null; // the panes shown
  let held = null;               // the quotation that was chosen last

  // ---- which two reports

  // pair shows two reports, the earlier letter on the left.
  function pair(a, b) {
    if (b && panes.indexOf(b) < panes.indexOf(a)) [a, b] = [b, a];
    if (a === left && b === right) return;
    const tops = new Map(panes.map(p => [p, p.scrollTop]));
    left = a; right = b;
    for (const p of panes) {
      p.hidden = p !== left && p !== right;
      p.classList.toggle('pL', p === left);
      p.classList.toggle('pR', p === right);
    }
    if (ties) { grid.insertBefore(left, ties); if (right) grid.insertBefore(right, ties.nextSibling); }
    for (const p of [left, right]) if (p) p.scrollTop = tops.get(p);
    for (const s of all('.pick select', reader)) s.value = (s.dataset.side === 'L' ? left : right).dataset.l;
    for (const b of all('.sw button', reader)) {
      const p = b.dataset.p === 'L' ? left : right;
      b.querySelector('.sig').textContent = p.dataset.l;
      b.querySelector('bdi').textContent = p.getAttribute('aria-label');
    }
    let shared = new Set();
    for (const q of all('.q[id][data-u]', left).concat(right ? all('.q[id][data-u]', right) : [])) {
      // the line under a quotation says how it stands to the report beside it
      const to = twin(q);
      for (const x of bits(q)) x.classList.toggle('apart', !to && !q.classList.contains('only'));
      if (!to) continue;
      shared.add(q.dataset.u);
      for (const x of bits(q)) { x.classList.remove(...ranks); x.classList.add(between(q, to)); }
    }
    const count = reader.querySelector('.cnt');
    if (count) count.textContent = shared.size + (shared.size === 1 ? ' statement in both' : ' statements in both');
    soon();
  }

  // twin is the counterpart of a quotation in the other report shown: of the
  // readings of the same statement the one nearest to the fullest wording.
  function twin(q, within) {
    const other = within || (q.closest('.pane') === left ? right : left);
    if (!other) return null;
    return all('a.q[data-u="' + q.dataset.u + '"]', other).sort((a, b) =>
      ranks.indexOf(a.dataset.r) - ranks.indexOf(b.dataset.r) || b.dataset.kept - a.dataset.kept)[0] || null;
  }

  // between is how two readings of a statement stand to each other: as the one
  // that departs further from the fullest wording does to it.
  function between(q, p) { return ranks[Math.max(ranks.indexOf(q.dataset.r), ranks.indexOf(p.dataset.r))]; }

  // beside brings a report to the side of the one that q stands in, when the
  // one shown there lacks the statement: that with the fullest wording first.
  function beside(el) {
    const mine = el.closest('.pane');
    let other = mine === left ? right : mine === right ? left : null;
    if (el.matches('.q') && !(other && twin(el, other))) {
      const rest = all('a.q[data-u="' + el.dataset.u + '"]', both).filter(x => x.closest('.pane') !== mine);
      const best = rest.find(x => x.dataset.full) || rest[0];
      if (best) other = best.closest('.pane');
    }
    if (!other) other = [left, right].find(p => p && p !== mine) || panes.find(p => p !== mine) || null;
    pair(mine, other);
  }

  // ---- light, align, announce

  function light(u) {
    for (const x of all('[data-u]', both)) x.classList.toggle('on', !!u && x.dataset.u.split(' ').includes(u));
    draw(u);
  }
  function side(p) {
    both.classList.toggle('show-L', p !== right);
    both.classList.toggle('show-R', p === right);
    for (const b of all('.sw button', reader)) b.setAttribute('aria-pressed', (b.dataset.p === 'R') === (p === right));
  }
  function unmark() { for (const x of all('.here', both)) x.classList.remove('here'); }
  function bits(q) { return all('.q[data-q="' + q.id + '"]', both).concat(q); }

  // center brings an element to the middle of what is seen of its report.
  function center(el) {
    const pane = el.closest('.pane');
    if (narrow.matches) { el.scrollIntoView({ block: 'center', behavior: 'instant' }); return; }
    const p = pane.getBoundingClientRect(), r = (el.getClientRects()[0] || el.getBoundingClientRect());
    pane.scrollTo({ top: pane.scrollTop + r.top - p.top - p.height * .38, behavior: 'instant' });
  }

  // level brings to beside from: its report scrolls, and where that one is at
  // its end the report of from does the rest.
  function level(from, to, behavior) {
    const mine = from.closest('.pane'), other = to.closest('.pane');
    const want = other.scrollTop + to.getClientRects()[0].top - from.getClientRects()[0].top;
    const can = Math.min(Math.max(want, 0), other.scrollHeight - other.clientHeight);
    other.scrollTo({ top: can, behavior });
    if (can !== want) mine.scrollTo({ top: mine.scrollTop + can - want, behavior });
  }

  // align slides the other report until the counterpart stands level.
  function align(from, to) {
    unmark();
    for (const x of bits(from).concat(bits(to))) x.classList.add('here');
    held = from;
    light(from.dataset.u);
    if (narrow.matches) { side(to.closest('.pane')); center(to); to.focus({ preventScroll: true }); }
    else level(from, to, calm.matches ? 'instant' : 'smooth');
    say.textContent = to.closest('.pane').getAttribute('aria-label') + ': ' + to.textContent;
  }

  // open shows a place in a report: a quotation, a paragraph or the report.
  function open(el) {
    beside(el);
    const pane = el.closest('.pane');
    side(pane);
    unmark();
    if (el === pane) {
      held = null; light(null);
      if (narrow.matches) scrollTo({ top: 0, behavior: 'instant' }); else pane.scrollTop = 0;
      pane.focus({ preventScroll: true });
      return;
    }
    center(el);
    el.classList.add('here');
    if (!el.matches('.q')) { held = null; light(null); return; }
    for (const x of bits(el)) x.classList.add('here');
    held = el;
    light(el.dataset.u);
    const to = twin(el);
    if (to && !narrow.matches) {
      for (const x of bits(to)) x.classList.add('here');
      level(el, to, 'instant');
    }
    el.focus({ preventScroll: true });
    say.textContent = pane.getAttribute('aria-label') + ': ' + el.textContent;
    soon();
  }

  for (const q of all('.q[data-u]', both)) {
    q.addEventListener('mouseenter', () => light(q.dataset.u));
    q.addEventListener('mouseleave', () => light(held && held.dataset.u));
    q.addEventListener('focus', () => light(q.dataset.u));
  }
  both.addEventListener('click', e => {
    const a = e.target.closest('a[href^="#"], .q[data-q]');
    if (!a) return;
    let from = a.matches('.q') ? (a.dataset.q ? d.getElementById(a.dataset.q) : a) : d.getElementById(a.dataset.from);
    let to = a.matches('.go') ? d.getElementById(a.hash.slice(1)) : from && (twin(from) || (from.hash && d.getElementById(from.hash.slice(1))));
    if (!from || !to || !to.closest('.pane')) return;
    e.preventDefault();
    if (to.closest('.pane') === from.closest('.pane')) { open(to); return; }
    pair(from.closest('.pane'), to.closest('.pane'));
    align(from, to);
  });
  for (const b of all('.sw button', reader)) b.addEventListener('click', () => { side(b.dataset.p === 'L' ? left : right); scrollTo({ top: 0, behavior: 'instant' }); });
  for (const s of all('.pick select', reader)) {
    s.addEventListener('change', () => {
      const p = panes.find(x => x.dataset.l === s.value), mine = s.dataset.side === 'L' ? left : right, other = mine === left ? right : left;
      held = null; unmark();
      pair(p, p === other ? mine : other);
      side(p); light(null);
    });
  }

  // ---- keys

  function step(by) {
    const pane = narrow.matches ? (both.classList.contains('show-R') ? right : left) : held && !held.closest('.pane').hidden ? held.closest('.pane') : left;
    const mine = links.filter(a => a.closest('.pane') === pane && twin(a));
    const at = mine.indexOf(held), next = mine[at < 0 ? (by > 0 ? 0 : mine.length - 1) : (at + by + mine.length) % mine.length];
    if (!next) return;
    center(next);
    next.focus({ preventScroll: true });
    if (narrow.matches) { unmark(); held = next; for (const x of bits(next)) x.classList.add('here'); light(next.dataset.u); }
    else align(next, twin(next));
  }
  reader.querySelector('.prev')?.addEventListener('click', () => step(-1));
  reader.querySelector('.next')?.addEventListener('click', () => step(1));
  both.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === 'n') step(1);
    else if (e.key === 'p') step(-1);
    else if (e.key === 'Escape') { held = null; unmark(); light(null); }
  });

  // ---- ties across the gutter, one for each quotation of the left report

  function draw(on) {
    if (!ties || narrow.matches || !right || !root.classList.contains('reading')) return;
    const box = ties.getBoundingClientRect(), w = box.width, h = box.height, top = left.querySelector('.ph').offsetHeight;
    const y = q => q.getClientRects()[0].top + 12 - box.top, sees = v => v > top && v < h;
    const out = [], done = new Set();
    const mine = links.filter(a => a.closest('.pane') === left).map(a => [a, twin(a)]).filter(p => p[1]);
    mine.sort((p, q) => sees(y(q[0])) - sees(y(p[0])));
    for (const [a, b] of mine) {
      const y1 = y(a), y2 = y(b), in1 = sees(y1), in2 = sees(y2);
      if (!in1 && (!in2 || done.has(b))) continue;
      const cls = between(a, b) + (on && a.dataset.u === on ? ' on' : '');
      // one end out of sight: a stub that points the way
      if (!in2) { out.push([cls, `M0,${y1.toFixed(1)} q${w * .35},0 ${w * .35},${y2 > y1 ? 22 : -22}`]); continue; }
      done.add(b);
      if (!in1) { out.push([cls, `M${w},${y2.toFixed(1)} q${-w * .35},0 ${-w * .35},${y1 > y2 ? 22 : -22}`]); continue; }
      out.push([cls, `M0,${y1.toFixed(1)} C${w / 2},${y1.toFixed(1)} ${w / 2},${y2.toFixed(1)} ${w},${y2.toFixed(1)}`]);
    }
    ties.replaceChildren(...out.map(([cls, path]) => {
      const e = d.createElementNS('http://www.w3.org/2000/svg', 'path');
      e.setAttribute('class', cls);
      e.setAttribute('d', path);
      return e;
    }));
  }
  let due = false;
  function soon() {
    if (due) return;
    due = true;
    requestAnimationFrame(() => { due = false; const n = both.querySelector('.q.on'); draw(n && n.dataset.u); });
  }
  for (const p of panes) p.addEventListener('scroll', soon, { passive: true });
  addEventListener('resize', soon);

  // ---- the two views

  // on a page of its own there is nothing but the reader
  const alone = reader.hasAttribute('data-alone');
  let storyY = 0, origin = null, clicked = false;
  function view(reading) {
    reading = reading || alone;
    const was = root.classList.contains('reading');
    if (reading && !was) storyY = scrollY;
    root.classList.toggle('reading', reading);
    if (reading && !was) scrollTo({ top: 0, behavior: 'instant' });
    return was !== reading;
  }
  function route() {
    const el = location.hash && d.getElementById(location.hash.slice(1));
    const byLink = clicked;
    clicked = false;
    if (el && reader.contains(el)) {
      view(true);
      if (el === reader) { soon(); if (!narrow.matches) left.focus({ preventScroll: true }); } else open(el);
    } else if (view(false)) {
      // back to where the reader was opened, unless a link says otherwise
      if (byLink && el && !byLink.closest('.back')) el.scrollIntoView({ behavior: 'instant' });
      else scrollTo({ top: storyY, behavior: 'instant' });
      if (origin) origin.focus({ preventScroll: true });
    }
  }
  d.addEventListener('click', e => {
    const a = e.target.closest('a[href^="#"]');
    if (!a || e.defaultPrevented || e.ctrlKey || e.metaKey || e.shiftKey) return;
    clicked = a;
    if (!reader.contains(a)) origin = a;
    if (a.hash === location.hash) { if (reader.contains(d.getElementById(a.hash.slice(1)))) e.preventDefault(); route(); }
  });
  addEventListener('hashchange', route);

  const at = l => panes.find(p => p.dataset.l === l) || null;
  pair(at(both.dataset.left), at(both.dataset.right));
  side(left);
  route();
  // what was opened by the address is levelled again when typefaces are there
  function settle() {
    const to = held && root.classList.contains('reading') && twin(held);
    if (held) center(held);
    if (to && !narrow.matches) level(held, to, 'instant');
    soon();
  }
  addEventListener('load', settle);
  d.fonts?.addEventListener('loadingdone', settle);
})();
