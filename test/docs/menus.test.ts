/** Menus and events of Ringostat stand in core/event/guide.json; every text a person reads names them as they stand there. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import guide from '../../core/event/guide.json';
import { CRM_NAMES } from '../../core/model/crm-names';
import type { CrmId } from '../../core/model/plan';
import { eventsOf } from '../../scripts/templates/n8n/rows';
import { expectPart, markdownTable } from './parts';

const ROOT = join(__dirname, '../..');
const MENUS = Object.values(guide.menus).flatMap((menus) => Object.values(menus));
const FILES = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n')
  .filter(
    (file) =>
      /\.(md|ts|json|html|mjs|yml)$/.test(file) &&
      !/^(test|node_modules|engines)\/|(^|\/)(CHANGELOG\.md|package-lock\.json)$/.test(file) &&
      existsSync(join(ROOT, file)),
  );
const PATH =
  /(?:Integration|Virtual PBX|Інтеграція|Віртуальна АТС|Интеграция|Виртуальная АТС) (?:→|>).{0,40}/g;
/** What older texts called them. */
const OLD = /[Ww]ebhook number|Вебхук-номер|when taking the call|Website form sent/;

/** Menu paths and names of a text that Ringostat does not have. */
const wrong = (text: string): string[] => [
  ...[...text.matchAll(PATH)]
    .map(([path]) => path)
    .filter((path) => !MENUS.some((menu) => path.startsWith(menu))),
  ...(OLD.exec(text) ?? []),
];

test('menus of Ringostat are those of guide.json', () => {
  const found = FILES.flatMap((file) =>
    wrong(readFileSync(join(ROOT, file), 'utf8')).map((told) => [file, told]),
  );
  expect(found).toEqual([]);
  const named = FILES.filter((file) =>
    MENUS.some((menu) => readFileSync(join(ROOT, file), 'utf8').includes(menu)),
  );
  expect(named.length).toBeGreaterThan(30);
});

test.each(['Integration → Webhooks', 'Virtual PBX → Webhook number', 'Інтеграція > Ringostat API'])(
  '%s is seen where it is no menu',
  (text) => {
    expect(wrong(`In Ringostat: ${text}.`)).not.toEqual([]);
  },
);

/** CRMs whose preset writes something at that moment. */
const AT_PICK_UP = (Object.keys(CRM_NAMES) as CrmId[])
  .filter((crm) => eventsOf(crm).includes('incoming.answered'))
  .map((crm) => CRM_NAMES[crm]);
const OFTEN = [
  ['incoming.ended', ''],
  ['outgoing.ended', ''],
  [
    'incoming.answered',
    ` (only if row R2 ticks something, as the presets of ${AT_PICK_UP.join(' and ')} do)`,
  ],
  ['form.submitted', ''],
] as const;
test('docs/ringostat.md: the webhooks to add', () => {
  const rows = OFTEN.map(([event, note]) => [
    `${guide.events[event].cabinet}${note}`,
    `\`<trigger URL>?event=${event}&token=<secret>\``,
    'POST, JSON',
  ]);
  expectPart(
    'ringostat.md',
    'webhooks',
    markdownTable(['event in Ringostat', 'URL', 'method, format'], rows),
  );
});
