/** Shows the records of the fake CRM and asks for them again every second. No library, nothing from the network. */
const EVERY_MS = 1000;
const FRESH_MS = 10_000;

/** Shown columns by type: [title, property]. Everything else is under "more". */
const TABLES = [
  [
    'contacts',
    'Contacts',
    [
      ['Name', 'firstname'],
      ['Phone', 'phone'],
      ['E-mail', 'email'],
      ['Owner', 'hubspot_owner_id'],
    ],
  ],
  [
    'companies',
    'Companies',
    [
      ['Name', 'name'],
      ['Phone', 'phone'],
      ['Owner', 'hubspot_owner_id'],
    ],
  ],
  [
    'leads',
    'Leads',
    [
      ['Name', 'hs_lead_name'],
      ['Stage', 'hs_pipeline_stage'],
      ['Owner', 'hubspot_owner_id'],
    ],
  ],
  [
    'deals',
    'Deals',
    [
      ['Name', 'dealname'],
      ['Stage', 'dealstage'],
      ['Closed', 'hs_is_closed'],
      ['Owner', 'hubspot_owner_id'],
    ],
  ],
  [
    'calls',
    'Calls',
    [
      ['Title', 'hs_call_title'],
      ['Direction', 'hs_call_direction'],
      ['Status', 'hs_call_status'],
      ['Talk, ms', 'hs_call_duration'],
      ['When', 'hs_timestamp'],
      ['Owner', 'hubspot_owner_id'],
    ],
  ],
  [
    'tasks',
    'Tasks',
    [
      ['Subject', 'hs_task_subject'],
      ['Status', 'hs_task_status'],
      ['Due', 'hs_timestamp'],
      ['Owner', 'hubspot_owner_id'],
    ],
  ],
  ['notes', 'Notes', [['Text', 'hs_note_body']]],
];
/** HubSpot's own bookkeeping, left out of "more". */
const DULL =
  /^(hs_object_id|hs_createdate|createdate|lastmodifieddate|hs_lastmodifieddate|hs_searchable_.*)$/;

/** Last state of each row, and when it changed: a row is green while that is recent. */
const seen = new Map();
let firstTime = true;

function element(tag, text, attributes = {}) {
  const node = document.createElement(tag);
  // Text only, never markup: the records hold what strangers typed.
  if (text !== undefined) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

function linksCell(record) {
  const cell = element('td');
  for (const [type, ids] of Object.entries(record.links)) {
    for (const id of ids) {
      cell.append(element('a', `${type} ${id}`, { href: `#${type}-${id}` }), element('br'));
    }
  }
  return cell;
}

function moreCell(record, shown) {
  const cell = element('td');
  const rest = Object.entries(record.properties).filter(
    ([name]) => !shown.includes(name) && !DULL.test(name),
  );
  if (rest.length === 0) return cell;
  const details = element('details');
  const key = `${record.type}-${record.id}`;
  details.open = openDetails.has(key);
  details.addEventListener('toggle', () => (details.open ? openDetails.add(key) : openDetails.delete(key)));
  details.append(element('summary', `${rest.length} more`));
  for (const [name, value] of rest) details.append(element('div', `${name}: ${value}`));
  cell.append(details);
  return cell;
}
const openDetails = new Set();

function isFresh(record) {
  const key = `${record.type}-${record.id}`;
  const text = JSON.stringify(record);
  const before = seen.get(key);
  if (!before || before.text !== text) seen.set(key, { text, at: firstTime ? 0 : Date.now() });
  return Date.now() - seen.get(key).at < FRESH_MS;
}

function table(records, columns) {
  const node = element('table');
  const head = element('tr');
  for (const title of ['Id', ...columns.map(([name]) => name), 'Linked to', 'More'])
    head.append(element('th', title));
  node.append(head);
  for (const record of [...records].reverse()) {
    const row = element('tr', undefined, {
      id: `${record.type}-${record.id}`,
      class: isFresh(record) ? 'fresh' : '',
    });
    row.append(element('td', record.id, { class: 'id' }));
    for (const [, property] of columns) row.append(element('td', record.properties[property] ?? ''));
    row.append(
      linksCell(record),
      moreCell(
        record,
        columns.map(([, property]) => property),
      ),
    );
    node.append(row);
  }
  return node;
}

function show(state) {
  const sections = TABLES.map(([type, title, columns]) => {
    const records = state[type] ?? [];
    const section = element('section', undefined, { 'aria-label': title });
    const heading = element('h2', `${title} `);
    heading.append(element('span', String(records.length)));
    section.append(
      heading,
      records.length > 0 ? table(records, columns) : element('div', 'None yet.', { class: 'none' }),
    );
    return section;
  });
  document.getElementById('tables').replaceChildren(...sections);
  firstTime = false;
}

async function refresh() {
  const problem = document.getElementById('problem');
  try {
    const response = await fetch('sandbox/state', { cache: 'no-store' });
    if (!response.ok) throw new Error(`the sandbox answered ${response.status}`);
    const text = await response.text();
    // Drawn again only when something changed or a green row must fade, so that a selection survives.
    const fading = [...seen.values()].some(({ at }) => at > 0 && Date.now() - at < FRESH_MS + 2 * EVERY_MS);
    if (text !== refresh.last || fading) show(JSON.parse(text));
    refresh.last = text;
    problem.textContent = '';
    document.getElementById('when').textContent = `Last look: ${new Date().toLocaleTimeString()}.`;
  } catch (error) {
    problem.textContent = `Cannot read the records (${error.message}). Is the sandbox still running?`;
  }
  setTimeout(refresh, EVERY_MS);
}
void refresh();
