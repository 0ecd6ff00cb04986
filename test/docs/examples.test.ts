/** docs/examples shows what passes between the nodes, one item for each row. UPDATE_DOCS=1 writes them. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ROW_IDS } from '../../core/matrix/types';
import type { Outcome } from '../../core/model/outcome';
import type { Plan } from '../../core/model/plan';
import { itemOf } from './item';
import { SCENES } from './scenes';

const FOLDER = join(__dirname, '../../docs/examples');
const fileOf = (row: string): string => join(FOLDER, `${row}.json`);
/** Names n8n's expressions refuse (docs/reference/n8n.md#expressions). */
const REFUSED = /"(caller|callee|arguments|constructor|prototype|binding|__proto__)":/;

test.each(ROW_IDS)('docs/examples/%s.json is what the core makes', async (row) => {
  const item = await itemOf(SCENES[row], `example ${row}`);
  const plan = item['plan'] as Plan;
  const outcome = item['outcome'] as Outcome;
  expect(plan.row).toBe(row);
  expect(plan.steps.length).toBeGreaterThan(0);
  expect({ row: outcome.row, complete: outcome.complete }).toEqual({ row, complete: true });
  expect(outcome.steps.map(({ id }) => id)).toEqual(plan.steps.map(({ id }) => id));
  expect(JSON.stringify(item)).not.toMatch(REFUSED);
  if (process.env.UPDATE_DOCS) writeFileSync(fileOf(row), `${JSON.stringify(item, null, 2)}\n`);
  expect(JSON.parse(readFileSync(fileOf(row), 'utf8'))).toEqual(item);
});

test('there is a file for each row and no other', () => {
  expect(ROW_IDS.every((row) => existsSync(fileOf(row)))).toBe(true);
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  expect(files.map((name) => name.replace('.json', '')).sort()).toEqual([...ROW_IDS].sort());
});

test('the README of the examples names only fields the examples have', () => {
  const items = ROW_IDS.map((row) => JSON.parse(readFileSync(fileOf(row), 'utf8')) as unknown);
  const text = readFileSync(join(FOLDER, 'README.md'), 'utf8');
  const paths = [...text.matchAll(/^\| `([a-z][\w.[\]]*)`/gim)].map(([, path]) => path ?? '');
  expect(paths.length).toBeGreaterThan(20);
  for (const path of paths) expect([path, items.some((item) => has(item, path))]).toEqual([path, true]);
});

/** True when the item has the place, e.g. `outcome.steps[0].url`, whatever it holds. */
function has(item: unknown, path: string): boolean {
  let at: unknown = item;
  for (const part of path.split(/[.[\]]+/).filter(Boolean)) {
    if (typeof at !== 'object' || at === null || !(part in at)) return false;
    at = (at as Record<string, unknown>)[part];
  }
  return true;
}
