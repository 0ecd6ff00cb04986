// Turns the records a test run leaves (.cache/scenarios.jsonl) into counts, a JSON file and the generated parts of docs/scenarios.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const at = (path) => new URL(`../${path}`, import.meta.url);
const FILE = at('.cache/scenarios.jsonl');
const PAGE = at('docs/scenarios.md');
/** Stands beside the repository where the product is developed; absent elsewhere. */
const SCENARIOS = at('../shared/scenarios.md');
const HOSTS = { n8n: 'n8n', 'node-red': 'Node-RED' };
/** CRMs by the letters of their own scenarios, in the order the scenarios tell them. */
const OWN = { HS: 'hubspot', SF: 'salesforce', ZO: 'zoho', NH: 'nethunt', PD: 'pipedrive' };
const GROUPS = ['G', 'F', ...Object.keys(OWN), 'A', 'M', 'E'];
const COMES = {
  'comes with the work on what goes beyond the native integrations': [
    ...['F-09'],
    ...['M-04', 'M-05', 'M-06', 'E-05'],
  ],
};
/** Why an id has no test in a host: id → reason, printed on the page. An id that lacks without a reason is refused. */
const WHY = Object.fromEntries(Object.entries(COMES).flatMap(([why, ids]) => ids.map((id) => [id, why])));

/** Last record per id, CRM and host, in the order the scenarios tell them. */
export function readResults() {
  if (!existsSync(FILE)) return [];
  const last = new Map();
  for (const line of readFileSync(FILE, 'utf8').split('\n').filter(Boolean)) {
    const record = JSON.parse(line);
    last.set(`${record.id} ${record.crm} ${record.host}`, record);
  }
  return [...last.values()].sort(byId);
}

const crms = Object.values(OWN);
function byId(a, b) {
  const [groupA, numberA] = a.id.split('-');
  const [groupB, numberB] = b.id.split('-');
  return (
    GROUPS.indexOf(groupA) - GROUPS.indexOf(groupB) ||
    Number(numberA) - Number(numberB) ||
    a.host.localeCompare(b.host) ||
    crms.indexOf(a.crm) - crms.indexOf(b.crm)
  );
}
const inHost = (results, host) => results.filter((result) => result.host === host);
const passedOf = (results) => results.filter(({ status }) => status === 'passed').length;
const idsOf = (results) => [...new Set(results.map(({ id }) => id))];
const letters = (crm) => Object.keys(OWN).find((key) => OWN[key] === crm) ?? crm;

/** "Scenarios … in n8n: 34 of 34 passed" per host, and whether all passed, in every host. */
export function summary(results) {
  const lines = Object.keys(HOSTS).map((host) => {
    const of = inHost(results, host);
    return `Scenarios of scenarios.md in ${host}: ${passedOf(of)} of ${of.length} passed`;
  });
  return { lines, good: results.length > 0 && passedOf(results) === results.length };
}

/** "5/5" of one CRM; "HS NH 5/5, SF ZO 2/2" where several CRMs name a budget; empty when none does. */
function requestsOf(results) {
  const spent = new Map();
  for (const { crm, requests, budget } of results.filter((one) => one.budget !== null)) {
    const text = `${requests}/${budget}`;
    spent.set(text, [...(spent.get(text) ?? []), letters(crm)]);
  }
  if (results.length === 1) return [...spent.keys()].join('');
  return [...spent].map(([text, names]) => `${names.join(' ')} ${text}`).join(', ');
}

/** HTTP requests to the CRM against the budget, per host; every scenario that names a budget. */
export function requestLines(results) {
  return Object.keys(HOSTS).map((host) => {
    const of = inHost(results, host);
    const told = idsOf(of)
      .map((id) => [id, requestsOf(of.filter((one) => one.id === id))])
      .filter(([, text]) => text !== '');
    return `Requests to the CRM in ${host} (spent/allowed): ${told.map((pair) => pair.join(' ')).join('; ')}`;
  });
}

/** "✓", or for what several CRMs must do "✓ 5/5": passed and all CRMs of the run. "–" where the id did not run. */
function cell(results, id, host) {
  const own = results.filter((one) => one.id === id);
  const here = inHost(own, host);
  if (here.length === 0) return '–';
  const passed = passedOf(here);
  // A scenario of no CRM is none of those that each CRM must pass.
  const ofCrms = results.filter(({ crm }) => crm !== '');
  const wanted = new Set((new Set(own.map(({ crm }) => crm)).size > 1 ? ofCrms : own).map(({ crm }) => crm));
  return `${passed === wanted.size ? '✓' : '✗'}${wanted.size > 1 ? ` ${passed}/${wanted.size}` : ''}`;
}

/** The table: one line per id, a column per host, and the requests where a budget is named. */
export function table(results) {
  const hosts = Object.keys(HOSTS);
  const row = (id) => {
    const own = results.filter((one) => one.id === id);
    const spent = hosts.map((host) => requestsOf(inHost(own, host)));
    const requests =
      new Set(spent).size === 1
        ? spent[0]
        : hosts.map((host, index) => `${host}: ${spent[index]}`).join('; ');
    return `| ${[id, own[0]?.title ?? '', ...hosts.map((host) => cell(results, id, host)), requests].join(' | ')} |`;
  };
  return [
    `| id | what happens | ${Object.values(HOSTS).join(' | ')} | requests |`,
    '|---|---|---|---|---|',
    ...idsOf(results.filter(({ host }) => host in HOSTS)).map(row),
  ].join('\n');
}

/** Ids that the list of scenarios tells; null where that file, which is kept beside the repository, is not there. */
export function idsTold() {
  if (!existsSync(SCENARIOS)) return null;
  const text = readFileSync(SCENARIOS, 'utf8');
  const row = new RegExp(`^\\| ((?:${GROUPS.join('|')})-\\d+) \\|`, 'gm');
  return [...text.matchAll(row)].map(([, id]) => id);
}

/** Which ids have no test in which host: one line per reason and hosts. Throws when no reason is given for one. */
export function untested(results, ids, why = WHY) {
  const there = Object.keys(HOSTS).map((host) => new Set(idsOf(inHost(results, host))));
  const groups = new Map();
  for (const id of ids) {
    const names = Object.values(HOSTS).filter((_, index) => !there[index].has(id));
    if (names.length === 0) continue;
    const hosts = names.join(' nor in ');
    if (!why[id])
      throw new Error(`${id} has no test in ${hosts}: add it, or say why in scripts/scenario-table.mjs.`);
    const group = `Not tested in ${hosts}, because it ${why[id]}`;
    groups.set(group, [...(groups.get(group) ?? []), id]);
  }
  if (groups.size > 0) return [...groups].map(([group, of]) => `- ${group}: ${of.join(', ')}`).join('\n');
  return `Without a test in a host: none. All ${ids.length} ids run in n8n and in Node-RED.`;
}

const part = (name) => [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
/** Text of a generated part of the page. Throws when its markers are gone. */
export function partOf(page, name) {
  const [start, end] = part(name);
  if (!page.includes(start) || !page.includes(end))
    throw new Error(`docs/scenarios.md lost the markers of the part "${name}".`);
  return page.split(start)[1].split(end)[0];
}
/** Name and text of each part; where that list is not there, what lacks a test cannot be told. */
function partsOf(results, ids) {
  return Object.entries({ scenarios: table(results), ...(ids ? { untested: untested(results, ids) } : {}) });
}

/** Writes the generated parts into the page; throws when their markers are gone. */
export function writePage(results) {
  let page = readFileSync(PAGE, 'utf8');
  for (const [name, text] of partsOf(results, idsTold())) {
    const [start, end] = part(name);
    page = page.replace(`${start}${partOf(page, name)}${end}`, () => `${start}\n\n${text}\n\n${end}`);
  }
  writeFileSync(PAGE, page);
}

/** Whether the page says what these results say; spaces and rules of the table do not count. */
export function pageIsCurrent(results, page = readFileSync(PAGE, 'utf8'), ids = idsTold()) {
  const bare = (text) => text.replace(/[\s-]+/g, ' ').trim();
  return partsOf(results, ids).every(([name, text]) => bare(partOf(page, name)) === bare(text));
}
