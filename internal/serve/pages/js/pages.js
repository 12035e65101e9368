// The pages of the service: keys in lists, the story marked as read, lists to
// choose from that send themselves, the line that says what waits.
// Progressive only: every one of these is a link or a form without script.
(() => {
  'use strict';
  const d = document;
  const all = (sel, el = d) => [...el.querySelectorAll(sel)];
  const post = (address, fields) => fetch(address, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

  // j, k: next and previous row; o: open; m: read or unread. Only while the
  // focus is in the list.
  const heads = list => all('.hd, [data-row]', list);
  for (const list of all('[data-keys="list"]')) {
    list.addEventListener('keydown', e => {
      if (e.ctrlKey || e.metaKey || e.altKey || e.target.matches('input, select, textarea')) return;
      const rows = heads(list), row = e.target.closest('tr, li'), at = rows.findIndex(h => row && row.contains(h));
      let to = null;
      if (e.key === 'j') to = rows[at + 1];
      else if (e.key === 'k') to = rows[at - 1];
      else if (e.key === 'o' && rows[at]) { rows[at].click(); return; }
      else if (e.key === 'm' && row && row.dataset.story) { mark(row, !row.classList.contains('read')); return; }
      if (to) { e.preventDefault(); to.focus(); }
    });
  }

  // mark shows a story as read or unread once the server has it.
  async function mark(row, read) {
    try {
      const answer = await post('/stories/' + encodeURIComponent(row.dataset.story) + '/read', { read: read ? 'yes' : 'no' });
      if (answer.type !== 'opaqueredirect' && !answer.ok) return;
      row.classList.toggle('read', read);
      if (read) row.classList.remove('isnew');
      for (const label of all('.new', row)) label.hidden = read;
    } catch { /* the row stays as it is: that is the truth */ }
  }

  // a story that was looked at for a while counts as read
  const story = d.querySelector('[data-reads]');
  if (story) {
    const long = 4000;
    let timer = 0;
    const look = () => {
      clearTimeout(timer);
      if (d.visibilityState === 'visible') timer = setTimeout(() => { post(story.dataset.reads, { read: 'yes' }).catch(() => {}); d.removeEventListener('visibilitychange', look); }, long);
    };
    d.addEventListener('visibilitychange', look);
    look();
  }

  // search and the list of keys, from wherever letters work
  const keys = d.getElementById('keys'), find = d.getElementById('q');
  d.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || !e.target.closest('main') || e.target.matches('input, select, textarea')) return;
    if (e.key === '/') { e.preventDefault(); find.focus(); find.select(); }
    else if (e.key === '?') { e.preventDefault(); keys.showModal(); }
  });
  for (const a of all('a[href="/keys"]')) a.addEventListener('click', e => { e.preventDefault(); keys.showModal(); });

  // on a phone the filters are folded behind their own button
  for (const b of all('[data-unfold]')) {
    b.addEventListener('click', () => b.setAttribute('aria-expanded', String(b.form.classList.toggle('open'))));
  }

  for (const s of all('[data-send]')) {
    s.form.classList.add('self');
    s.addEventListener('change', () => s.form.requestSubmit());
  }

  // ticked reports: the button that acts on them says how many
  for (const form of all('[data-ticks]')) {
    const button = form.querySelector('button'), boxes = all('input[type=checkbox]', form);
    const tell = () => { button.disabled = !boxes.some(b => b.checked); };
    form.addEventListener('change', tell);
    tell();
  }

  // what waits, until nothing does
  const line = d.getElementById('progress');
  async function watch() {
    if (d.visibilityState !== 'visible') { setTimeout(watch, 5000); return; }
    try {
      const answer = await fetch(line.dataset.from);
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('progress');
      const was = line.textContent;
      if (fresh.hidden && !line.hidden) {
        const a = d.createElement('a');
        a.href = location.href;
        a.textContent = 'Everything has been read and compared. Show it';
        const box = d.createElement('span');
        box.className = 'wrap';
        box.append(a);
        line.replaceChildren(box);
        return;
      }
      if (fresh.textContent !== was) line.replaceChildren(...fresh.childNodes);
      setTimeout(watch, 3000);
    } catch { setTimeout(watch, 15000); }
  }
  if (line && !line.hidden) setTimeout(watch, 3000);
})();
