/** Shows the records of the fake CRM and asks for them again every second. No library, nothing from the network. */
import { element, rowOf, SECTIONS } from './rows.js';

const EVERY_MS = 1000;
const FRESH_MS = 10_000;
const at = (id) => document.getElementById(id);

/** Last text of each record, and when it changed: it is green while that is recent. */
const seen = new Map();
const opened = new Set();
let firstTime = true;
let shown = '';

function isFresh(key, record) {
  const text = JSON.stringify(record);
  if (seen.get(key)?.text !== text) seen.set(key, { text, at: firstTime ? 0 : Date.now() });
  return Date.now() - seen.get(key).at < FRESH_MS;
}

function sectionOf({ list, title, sign }, state) {
  const records = [...state.view[list]].reverse();
  const section = element('section', undefined, { 'aria-label': title, id: list });
  const heading = element('h2', `${title} `);
  heading.append(element('span', String(records.length)));
  const rows = element('div', undefined, { class: 'rows' });
  for (const record of records)
    rows.append(
      rowOf(record, { ...state, list, sign, opened, fresh: isFresh(`${list}-${record.id}`, record) }),
    );
  if (records.length === 0) rows.append(element('div', 'None yet.', { class: 'none' }));
  section.append(heading, rows);
  return section;
}

function show(state) {
  const sections = SECTIONS.filter(
    ({ entity, list }) => !entity || state.entities.includes(entity) || state.view[list].length > 0,
  );
  at('crm').textContent = state.crm;
  document.title = `Sandbox: what ${state.crm} holds`;
  at('counts').replaceChildren(
    ...sections.map(({ list, title }) => {
      const link = element('a', `${title} `, { href: `#${list}` });
      link.append(element('b', String(state.view[list].length)));
      return link;
    }),
  );
  at('sections').replaceChildren(...sections.map((section) => sectionOf(section, state)));
  firstTime = false;
}

async function refresh() {
  const problem = at('problem');
  try {
    const response = await fetch('sandbox/state', { cache: 'no-store' });
    if (!response.ok) throw new Error(`the sandbox answered ${response.status}`);
    const text = await response.text();
    // Drawn again only when something changed or a green row must fade, so that a selection survives.
    const fading = [...seen.values()].some(
      (one) => one.at > 0 && Date.now() - one.at < FRESH_MS + 2 * EVERY_MS,
    );
    if (text !== shown || fading) show(JSON.parse(text));
    shown = text;
    problem.textContent = '';
    at('when').textContent = `Last look: ${new Date().toLocaleTimeString()}.`;
  } catch (error) {
    problem.textContent = `Cannot read the records (${error.message}). Is the sandbox still running?`;
  }
  setTimeout(refresh, EVERY_MS);
}
void refresh();
