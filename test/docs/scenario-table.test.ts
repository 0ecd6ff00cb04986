/** scripts/scenario-table.mjs: what docs/scenarios.md and the end of `npm test` say of a run. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const SCRIPT = pathToFileURL(join(__dirname, '../../scripts/scenario-table.mjs')).href;

interface Result {
  id: string;
  title: string;
  crm: string;
  host: string;
  status: 'passed' | 'failed';
  requests: number | null;
  budget: number | null;
}
const result = (id: string, crm: string, host: string, spent: [number, number] | null = null): Result => ({
  id,
  title: `what ${id} is`,
  crm,
  host,
  status: 'passed',
  requests: spent?.[0] ?? null,
  budget: spent?.[1] ?? null,
});
const both = (id: string, crm: string, spent?: [number, number]): Result[] =>
  ['n8n', 'node-red'].map((host) => result(id, crm, host, spent));
/** G-01 in three CRMs, HS-01 in its own, F-06 in NetHunt alone. */
const RUN = [
  ...both('G-01', 'hubspot', [5, 5]),
  ...both('G-01', 'zoho', [2, 2]),
  ...both('G-01', 'nethunt', [5, 5]),
  ...both('F-06', 'nethunt'),
  ...both('HS-01', 'hubspot', [4, 5]),
  result('G-01', 'hubspot', 'core'),
];
const failed = (results: Result[], at: number): Result[] =>
  results.map((one, index) => (index === at ? { ...one, status: 'failed' } : one));

/** Calls a function of the script (an ES module, which jest does not load) and gives what it returns. */
function run(name: string, ...given: unknown[]): unknown {
  const code = `import(${JSON.stringify(SCRIPT)}).then(async (script) => {
    const given = JSON.parse(process.env.GIVEN);
    let told;
    try { told = { value: script[${JSON.stringify(name)}](...given) }; } catch (error) { told = { error: error.message }; }
    process.stdout.write(JSON.stringify(told));
  })`;
  const out = execFileSync(process.execPath, ['-e', code], {
    env: { ...process.env, GIVEN: JSON.stringify(given) },
    encoding: 'utf8',
  });
  const told = JSON.parse(out) as { value?: unknown; error?: string };
  if (told.error) throw new Error(told.error);
  return told.value;
}
const line = (text: unknown, id: string): string =>
  String(text)
    .split('\n')
    .find((one) => one.startsWith(`| ${id} `)) ?? '';

test('one row per id: how many CRMs passed in each host, and the requests of those that have a budget', () => {
  const made = run('table', RUN);
  expect(String(made).split('\n')).toHaveLength(5);
  expect(line(made, 'G-01')).toBe('| G-01 | what G-01 is | ✓ 3/3 | ✓ 3/3 | HS NH 5/5, ZO 2/2 |');
  expect(line(made, 'F-06')).toBe('| F-06 | what F-06 is | ✓ | ✓ |  |');
  expect(line(made, 'HS-01')).toBe('| HS-01 | what HS-01 is | ✓ | ✓ | 4/5 |');
});

test('a failure, a CRM that did not run and a host that spent another number are seen', () => {
  expect(line(run('table', failed(RUN, 0)), 'G-01')).toContain('| ✗ 2/3 | ✓ 3/3 |');
  expect(line(run('table', RUN.slice(1)), 'G-01')).toContain(
    '| ✗ 2/3 | ✓ 3/3 | n8n: ZO 2/2, NH 5/5; node-red:',
  );
  expect(line(run('table', [...RUN, result('G-02', 'zoho', 'n8n')]), 'G-02')).toContain('| ✓ | – |');
});

test('the closing lines count each host by itself; any failure is no good run', () => {
  const lines = ['n8n', 'node-red'].map((host) => `Scenarios of scenarios.md in ${host}: 5 of 5 passed`);
  expect(run('summary', RUN)).toEqual({ lines, good: true });
  expect(run('summary', failed(RUN, 1))).toEqual({
    lines: [lines[0], 'Scenarios of scenarios.md in node-red: 4 of 5 passed'],
    good: false,
  });
  expect(run('summary', failed(RUN, RUN.length - 1))).toEqual({ lines, good: false });
  expect(run('summary', [])).toMatchObject({ good: false });
  expect(run('requestLines', RUN)).toEqual(
    ['n8n', 'node-red'].map(
      (host) => `Requests to the CRM in ${host} (spent/allowed): G-01 HS NH 5/5, ZO 2/2; HS-01 4/5`,
    ),
  );
});

test('ids without a test in a host are named by reason, and refused without one', () => {
  const ids = ['G-01', 'F-06', 'HS-01'];
  expect(run('untested', RUN, ids)).toBe(
    'Without a test in a host: none. All 3 ids run in n8n and in Node-RED.',
  );
  expect(() => run('untested', RUN, [...ids, 'G-02'])).toThrow('G-02 has no test in n8n nor in Node-RED');
  const more = [...RUN, result('G-02', 'zoho', 'n8n')];
  const why = { 'G-02': 'is of n8n', 'G-03': 'comes later', 'G-04': 'comes later' };
  expect(String(run('untested', more, [...ids, 'G-02', 'G-03', 'G-04'], why)).split('\n')).toEqual([
    '- Not tested in Node-RED, because it is of n8n: G-02',
    '- Not tested in n8n nor in Node-RED, because it comes later: G-03, G-04',
  ]);
});

test('the page is current when it says what the run gave, however it is spaced', () => {
  const ids = ['G-01', 'F-06', 'HS-01'];
  const wide = String(run('table', RUN)).replaceAll(' |', '   |').replace('|---|', '| ----- |');
  const page = (text: string): string =>
    `<!-- scenarios:start -->\n\n${text}\n\n<!-- scenarios:end -->\n<!-- untested:start -->\n${String(run('untested', RUN, ids))}\n<!-- untested:end -->`;
  expect(run('pageIsCurrent', RUN, page(wide), ids)).toBe(true);
  expect(run('pageIsCurrent', RUN, page(wide), null)).toBe(true);
  expect(run('pageIsCurrent', failed(RUN, 0), page(wide), ids)).toBe(false);
  expect(run('pageIsCurrent', RUN, page(wide).replace('All 3', 'All 4'), ids)).toBe(false);
  expect(() => run('pageIsCurrent', RUN, 'no markers', ids)).toThrow('lost the markers');
});
