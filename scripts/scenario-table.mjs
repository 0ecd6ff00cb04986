// Turns the records a test run leaves (.cache/scenarios.jsonl) into counts, a JSON file and the README's table.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('../.cache/scenarios.jsonl', import.meta.url);
const README = new URL('../README.md', import.meta.url);
const HOSTS = ['n8n', 'node-red'];
const START = '<!-- scenarios:start -->';
const END = '<!-- scenarios:end -->';

/** Last record per id, CRM and host, in the order of scenarios.md. */
export function readResults() {
  if (!existsSync(FILE)) return [];
  const last = new Map();
  for (const line of readFileSync(FILE, 'utf8').split('\n').filter(Boolean)) {
    const record = JSON.parse(line);
    last.set(`${record.id} ${record.crm} ${record.host}`, record);
  }
  return [...last.values()].sort(byId);
}

const GROUPS = ['G', 'F', 'HS', 'SF', 'ZO', 'NH', 'PD'];
function byId(a, b) {
  const [groupA, numberA] = a.id.split('-');
  const [groupB, numberB] = b.id.split('-');
  return (
    GROUPS.indexOf(groupA) - GROUPS.indexOf(groupB) ||
    Number(numberA) - Number(numberB) ||
    a.host.localeCompare(b.host)
  );
}

/** "Scenarios in n8n: 34 of 34 passed." per host, and whether all passed. */
export function summary(results) {
  const lines = HOSTS.map((host) => {
    const of = results.filter((result) => result.host === host);
    const passed = of.filter((result) => result.status === 'passed').length;
    return `Scenarios of scenarios.md in ${host}: ${passed} of ${of.length} passed`;
  });
  return { lines, good: results.length > 0 && results.every((result) => result.status === 'passed') };
}

/** "HS-01 5/5, HS-02 4/4, …": HTTP requests to the CRM against the budget, per host; every scenario that names a budget. */
export function requestLines(results) {
  return HOSTS.map((host) => {
    const of = results.filter((result) => result.host === host && result.budget !== null);
    return `Requests to the CRM in ${host} (spent/allowed): ${of.map(({ id, requests, budget }) => `${id} ${requests}/${budget}`).join(', ')}`;
  });
}

/** The README's table: one line per id, a column per host, requests against the budget. */
export function table(results, titles) {
  const ids = [...new Set(results.map((result) => result.id))];
  const cell = (id, host) => {
    const result = results.find((one) => one.id === id && one.host === host);
    if (!result) return '–';
    const spent = result.budget === null ? '' : ` (${result.requests}/${result.budget})`;
    return `${result.status === 'passed' ? '✓' : '✗'}${spent}`;
  };
  return [
    '| id | what happens | n8n | Node-RED |',
    '|---|---|---|---|',
    ...ids.map((id) => `| ${id} | ${titles[id] ?? ''} | ${cell(id, 'n8n')} | ${cell(id, 'node-red')} |`),
  ].join('\n');
}

/** Replaces the text between the table's markers in the README; throws when the markers are gone. */
export function writeReadme(text) {
  const readme = readFileSync(README, 'utf8');
  if (!readme.includes(START) || !readme.includes(END))
    throw new Error('README.md lost the markers of the scenario table.');
  const [before] = readme.split(START);
  const after = readme.split(END)[1];
  writeFileSync(README, `${before}${START}\n\n${text}\n\n${END}${after}`);
}

export const titlesOf = (results) => Object.fromEntries(results.map(({ id, title }) => [id, title]));

/** Whether the README's table says what these results say; spaces and rules of the table do not count. */
export function readmeIsCurrent(results, titles) {
  const bare = (text) => text.replace(/[\s-]+/g, ' ').trim();
  const kept = readFileSync(README, 'utf8').split(START)[1]?.split(END)[0] ?? '';
  return bare(kept) === bare(table(results, titles));
}
