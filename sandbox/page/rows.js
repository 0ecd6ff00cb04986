/** One record as an element, in the product's words. Text only, never markup: the records hold what strangers typed. */

/** Sections of the page: list of the view, heading, sign (path of a 24 × 24 drawing), and the entity a CRM must have for it (none: always). */
export const SECTIONS = [
  {
    list: 'contacts',
    title: 'Contacts',
    sign: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21a8 8 0 0 1 16 0',
    entity: 'contact',
  },
  {
    list: 'leads',
    title: 'Leads',
    sign: 'M12 3v5M12 16v5M3 12h5M16 12h5M6 6l3 3M15 15l3 3M18 6l-3 3M9 15l-3 3',
    entity: 'lead',
  },
  {
    list: 'companies',
    title: 'Companies',
    sign: 'M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3',
    entity: 'company',
  },
  { list: 'deals', title: 'Deals', sign: 'M4 8h16v11H4ZM9 8V5h6v3M4 13h16', entity: 'deal' },
  {
    list: 'calls',
    title: 'Calls',
    sign: 'M6 3h3l2 5-2.5 2a12 12 0 0 0 5.5 5.5L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3Z',
  },
  { list: 'tasks', title: 'Tasks', sign: 'M5 4h14v16H5ZM8.5 12l2.5 2.5 4.5-5' },
];
const LIST_OF = { contact: 'contacts', lead: 'leads', company: 'companies', deal: 'deals' };

export function element(tag, text, attributes = {}) {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
function drawing(path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
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
/** A text whose addresses can be clicked; a recording's is too long to be read. */
function withLinks(text) {
  const place = element('p', undefined, { class: 'text' });
  for (const part of text.split(/(https?:\/\/[^\s"<>]+)/)) {
    const link = /^https?:/.test(part);
    place.append(link ? element('a', new URL(part).pathname.split('/').pop() || part, { href: part }) : part);
  }
  return place;
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
  if (text && text !== record.subject) name.append(withLinks(text));
  const facts = element('div');
  const chips = element('div', undefined, { class: 'chips' });
  chips.append(...recordChips(record, about));
  facts.append(chips, ...recordings(record));
  const links = linksOf(record, view);
  if (links) facts.append(links);
  const picture = element('div', undefined, { class: 'sign', 'aria-hidden': 'true' });
  picture.append(drawing(sign));
  row.append(picture, name, facts);
  row.append(owner(record.ownerId, people), more(record.raw, key, opened));
  return row;
}
