/*<![CDATA[*/
(() => {
  'use strict';
  const table = document.getElementById('runs');
  if (!table) { return; }
  document.documentElement.classList.add('js');

  const textOf = (run, column) => run.body.rows[0].cells[column].textContent.trim();
  const runs = Array.from(table.tBodies, (body) => ({
    body,
    text: body.textContent.toLowerCase(),
    created: Date.parse(body.rows[0].querySelector('time')?.dateTime ?? ''),
  }));

  // A click anywhere in a run's row opens or closes the run. For keyboard users, the run's name is a button.
  const setOpen = (run, open) => {
    run.body.classList.toggle('open', open);
    run.button.setAttribute('aria-expanded', String(open));
  };
  const isOpen = (run) => run.body.classList.contains('open');
  runs.forEach((run) => {
    const name = run.body.rows[0].querySelector('b');
    run.button = document.createElement('button');
    run.button.type = 'button';
    run.button.append(...name.childNodes);
    name.append(run.button);
    setOpen(run, false);
    run.body.rows[0].addEventListener('click', () => {
      if (!String(getSelection())) { setOpen(run, !isOpen(run)); }
    });
  });

  // Sorting. Cells without a value stay at the end in both directions.
  const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const share = (text) => { const [done, all] = text.split('/').map((part) => Number(part.replace(/,/g, ''))); return all ? done / all : NaN; };
  const compareNumbers = (a, b) => (Number.isNaN(a) ? 1 : 0) - (Number.isNaN(b) ? 1 : 0) || a - b;
  const headers = Array.from(table.tHead.rows[0].cells);
  const valueOf = { 4: (run) => share(textOf(run, 4)), 5: (run) => run.created };
  const sortBy = (column, descending) => {
    const keyed = runs.map((run) => ({ run, value: (valueOf[column] ?? ((r) => textOf(r, column)))(run) }));
    const sign = descending ? -1 : 1;
    const isEmpty = (value) => value === '' || Number.isNaN(value);
    keyed.sort((a, b) => isEmpty(a.value) - isEmpty(b.value) || (isEmpty(a.value) ? 0
      : sign * (column > 3 ? compareNumbers(a.value, b.value) : collator.compare(a.value, b.value))));
    table.append(...keyed.map((entry) => entry.run.body));
    headers.forEach((header, i) => i === column
      ? header.setAttribute('aria-sort', descending ? 'descending' : 'ascending')
      : header.removeAttribute('aria-sort'));
  };
  headers.forEach((header, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener('click', () => {
      const sorted = header.getAttribute('aria-sort');
      sortBy(column, sorted ? sorted === 'ascending' : column > 3);
    });
  });

  // Filters.
  const filters = document.querySelector('.filters');
  const find = filters.querySelector('[type=search]');
  const state = filters.querySelector('select');
  const errors = filters.querySelector('[type=checkbox]');
  const output = filters.querySelector('output');
  const none = document.querySelector('.none');
  const count = (number) => number.toLocaleString('en-GB');
  const filter = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    runs.forEach((run) => {
      const matches = words.every((word) => run.text.includes(word))
        && (!state.value || run.body.dataset.state === state.value)
        && (!errors?.checked || run.body.classList.contains('x'));
      run.body.hidden = !matches;
      shown += matches;
    });
    output.textContent = shown === runs.length
      ? `${count(shown)} ${shown === 1 ? 'execution' : 'executions'}`
      : `${count(shown)} of ${count(runs.length)} executions`;
    none.hidden = shown > 0;
  };
  [find, state, errors].forEach((control) => control?.addEventListener('input', filter));

  // Copied text gets an apostrophe before anything that a spreadsheet would run as a formula. Numbers, such as phone numbers, do not change.
  const isFormula = /^\s*(?:[=@\uFF1D\uFF20]|[+\-\uFF0B\uFF0D](?![\d\s().,%/-]*$))/;
  const guard = (text) => text.replace(/[^\t\r\n]+/g, (part) => isFormula.test(part) ? part.replace(/\S/, "'$&") : part);
  document.addEventListener('copy', (event) => {
    const selection = getSelection();
    const text = String(selection);
    if (guard(text) === text) { return; }
    const range = selection.getRangeAt(0);
    const copy = document.createElement(range.commonAncestorContainer.nodeName.match(/^(TABLE|TBODY|TR)$/) ? 'table' : 'div');
    copy.append(range.cloneContents());
    const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) { texts.currentNode.data = guard(texts.currentNode.data); }
    event.clipboardData.setData('text/plain', guard(text));
    event.clipboardData.setData('text/html', new XMLSerializer().serializeToString(copy));
    event.preventDefault();
  });

  const all = filters.querySelector('button');
  all.addEventListener('click', () => {
    const open = all.textContent === 'Open all';
    runs.filter((run) => !run.body.hidden).forEach((run) => setOpen(run, open));
    all.textContent = open ? 'Close all' : 'Open all';
  });
  if (runs.length === 1) { all.click(); }
  filters.hidden = false;
  filter();
})();
/*]]>*/
