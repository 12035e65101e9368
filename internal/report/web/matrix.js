// The comparison: folding, filters, keyboard, "on this page".
// Progressive only: without script every word is shown and every link works.
(() => {
  'use strict';
  const d = document;
  d.documentElement.classList.add('js');
  const all = (sel, el = d) => [...el.querySelectorAll(sel)];

  // long quotations: the words that differ stay, the rest folds
  for (const b of all('.all')) {
    const box = b.closest('tr'), shut = b.textContent;
    b.hidden = false;
    b.addEventListener('click', () => {
      const open = box.classList.toggle('open');
      b.setAttribute('aria-expanded', open);
      b.textContent = open ? 'Show less' : shut;
    });
  }

  // filters: ranks as the rows carry them
  const shows = {
    all: () => true,
    differ: rank => rank === 'altered' || rank === 'disputed' || rank === 'trimmed',
    single: rank => rank === 'single',
  };
  for (const b of all('.filt button')) {
    b.addEventListener('click', () => {
      for (const x of all('.filt button')) x.setAttribute('aria-pressed', x === b);
      for (const row of all('.utt')) row.hidden = !shows[b.dataset.f](row.dataset.rank);
      for (const who of all('.who')) who.hidden = !who.querySelector('.utt:not([hidden])');
      const first = d.querySelector('.utt:not([hidden])');
      if (first && !d.querySelector('.utt:not([hidden])[tabindex="0"]')) rove(first);
    });
  }
  for (const f of all('.filt')) f.hidden = false;

  // j, k: next and previous statement; d: next altered one; o: unfold.
  // Only while the focus is in the matrix; rows are one tab stop.
  const mx = d.querySelector('.mx');
  function rove(row) {
    for (const r of all('.utt', mx)) r.tabIndex = -1;
    row.tabIndex = 0;
  }
  if (mx) {
    const first = mx.querySelector('.utt');
    if (first) rove(first);
    mx.addEventListener('keydown', e => {
      if (e.ctrlKey || e.metaKey || e.altKey) return;
      const rows = all('.utt:not([hidden])', mx), row = e.target.closest('.utt'), at = rows.indexOf(row);
      let to = null;
      if (e.key === 'j' || (e.key === 'ArrowDown' && e.target === row)) to = rows[at + 1];
      else if (e.key === 'k' || (e.key === 'ArrowUp' && e.target === row)) to = rows[at - 1];
      else if (e.key === 'd') to = [...rows.slice(at + 1), ...rows.slice(0, at)].find(r => r.dataset.rank === 'altered' || r.dataset.rank === 'disputed');
      else if (e.key === 'o' && row) row.querySelector('.all')?.click();
      if (to) { e.preventDefault(); rove(to); to.focus(); }
    });
  }

  // one report's findings: the others are hidden, and what is folded opens,
  // for a match may be in it
  const by = d.querySelector('.wrap.by');
  if (by) {
    const one = by.querySelector('select'), count = by.querySelector('.cnt'), opened = [];
    one.addEventListener('change', () => {
      const found = all('[data-by]'), fits = x => !one.value || x.dataset.by.split(' ').includes(one.value);
      for (const x of found) x.hidden = !fits(x);
      count.textContent = one.value ? found.filter(fits).length + ' of ' + found.length + ' findings' : '';
      for (const f of opened.splice(0)) f.open = false;
      if (one.value) for (const f of all('.rest-of:not([open])')) { f.open = true; opened.push(f); }
    });
    by.hidden = false;
  }

  // where am I on the page
  const links = all('.idx a').filter(a => d.querySelector(a.hash)?.closest('.story'));
  if (links.length && 'IntersectionObserver' in window) {
    const io = new IntersectionObserver(seen => {
      for (const s of seen) {
        if (!s.isIntersecting) continue;
        for (const a of links) {
          if (a.hash === '#' + s.target.id) a.setAttribute('aria-current', 'true');
          else a.removeAttribute('aria-current');
        }
      }
    }, { rootMargin: '-15% 0px -75% 0px' });
    for (const a of links) io.observe(d.querySelector(a.hash));
  }
})();
