/** One record as an element, in the product's words. Text only, never markup: the records hold what strangers typed. */

/** Sections of the page: list of the view, heading, sign, and the entity a CRM must have for it (none: always). */
export const SECTIONS = [
  { list: 'contacts', title: 'Contacts', sign: '👤', entity: 'contact' },
  { list: 'leads', title: 'Leads', sign: '✨', entity: 'lead' },
  { list: 'companies', title: 'Companies', sign: '🏢', entity: 'company' },
  { list: 'deals', title: 'Deals', sign: '💼', entity: 'deal' },
  { list: 'calls', title: 'Calls', sign: '📞' },
  { list: 'tasks', title: 'Tasks', sign: '☑️' },
];
const LIST_OF = { contact: 'contacts', lead: 'leads', company: 'companies', deal: 'deals' };

export function element(tag, text, attributes = {}) {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
const chip = (text, kind = '') => element('span', text, { class: `chip ${kind}` });

/** HTML bodies as a person reads them; parsed apart from the page, so nothing in them runs. */
function plain(html) {
  const page = new DOMParser().parseFromString(
    html.replace(/<(br|\/p|\/div|\/li)[^>]*>/gi, '\n'),
    'text/html',
  );
  return page.body.textContent.replace(/\n{2,}/g, '\n').trim();
}
/** 94 → "1 min 34 s". */
export function spell(seconds) {
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
function when(iso) {
  if (!iso) return null;
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return iso.length > 10 ? date.toLocaleString() : date.toLocaleDateString();
}

function owner(id, people) {
  const name = id === null ? null : (people[id] ?? id);
  const node = element('div', undefined, { class: `owner ${name ? '' : 'nobody'}` });
  if (name) node.append(element('i', name[0].toUpperCase()));
  node.append(name ?? 'nobody');
  return node;
}
/** A record that another one hangs on, as a link that leads to it on this page. */
function linkTo(view, entity, id) {
  const found = view[LIST_OF[entity]]?.find((one) => one.id === id);
  return element('a', found?.name || `${entity} ${id}`, { href: `#${entity}-${id}`, title: entity });
}
function linksOf(record, view) {
  const links = record.links ?? [
    ...record.contactIds.map((id) => ({ entity: 'contact', id })),
    ...record.companyIds.map((id) => ({ entity: 'company', id })),
  ];
  if (links.length === 0) return null;
  const line = element('p', 'with ');
  links.forEach(({ entity, id }, index) => line.append(index > 0 ? ', ' : '', linkTo(view, entity, id)));
  return line;
}

function adChips({ attribution }) {
  const {
    utm_source: source,
    utm_medium: medium,
    utm_campaign: campaign,
    google_client_id: id,
  } = attribution;
  const ad = [source, medium, campaign].filter(Boolean).join(' / ');
  return [...(ad ? [chip(ad, 'ad')] : []), ...(id ? [chip('Google client id')] : [])];
}
function recordChips(record, { pipelines, view, list }) {
  if (list === 'calls')
    return [
      ...(record.direction ? [chip(record.direction)] : []),
      ...(record.answered === null
        ? []
        : [chip(record.answered ? 'answered' : 'not answered', record.answered ? 'good' : 'bad')]),
      ...(record.seconds ? [chip(spell(record.seconds))] : []),
    ];
  if (list === 'tasks') {
    const due = when(record.dueAt);
    return [
      chip(record.state, record.state === 'done' ? 'good' : 'bad'),
      ...(due ? [chip(`due ${due}`)] : []),
    ];
  }
  const pipeline = record.pipeline ? (pipelines[record.pipeline] ?? record.pipeline) : null;
  return [
    ...(list === 'deals' ? [chip(record.open ? 'open' : 'closed', record.open ? 'good' : '')] : []),
    ...(pipeline && list === 'deals' ? [chip(pipeline)] : []),
    ...adChips(record, view),
  ];
}
function recordings({ recordings: links = [] }) {
  return links.map((link) => {
    const line = element('p', '▶ ');
    line.append(/^https?:/.test(link) ? element('a', 'recording', { href: link }) : `recording ${link}`);
    return line;
  });
}
/** What else the vendor keeps, by its own names. */
function more(raw, key, opened) {
  const rest = Object.entries(raw).filter(
    ([, value]) => value !== null && value !== '' && value !== undefined,
  );
  const details = element('details');
  details.open = opened.has(key);
  details.addEventListener('toggle', () => (details.open ? opened.add(key) : opened.delete(key)));
  details.append(element('summary', 'as the CRM keeps it'));
  for (const [name, value] of rest)
    details.append(element('div', `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`));
  return details;
}

/** @param about state of the page, list and sign of the section, whether the record is fresh, which details are open */
export function rowOf(record, about) {
  const { list, sign, fresh, opened, people, view } = about;
  const entity = Object.keys(LIST_OF).find((key) => LIST_OF[key] === list) ?? list;
  const key = `${entity}-${record.id}`;
  const row = element('article', undefined, { id: key, class: fresh ? 'fresh' : '' });
  const name = element('div');
  name.append(element('h3', record.name || record.subject || 'without name'));
  const reach = [record.phone, record.email].filter(Boolean).join(' · ') || when(record.startedAt);
  if (reach) name.append(element('p', reach));
  const text = record.text ? plain(record.text) : '';
  if (text && text !== record.subject) name.append(element('p', text, { class: 'text' }));
  const facts = element('div');
  const chips = element('div', undefined, { class: 'chips' });
  chips.append(...recordChips(record, about));
  facts.append(chips, ...recordings(record));
  const links = linksOf(record, view);
  if (links) facts.append(links);
  row.append(element('div', sign, { class: 'sign', 'aria-hidden': 'true' }), name, facts);
  row.append(owner(record.ownerId, people), more(record.raw, key, opened));
  return row;
}
