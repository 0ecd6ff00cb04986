/** Every place that must know a CRM, so that adding one cannot forget any (CONTRIBUTING.md). TypeScript finds the rest. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { providers } from '../../core/crm/registry';
import { presets } from '../../core/matrix/presets';
import { CRM_NAMES } from '../../core/model/crm-names';
import type { CrmId } from '../../core/model/plan';
import { AUTHENTICATION_FIELDS, signInOfKind, signInsOf } from '../../nodes/shared/sign-ins';
import { labs } from '../../sandbox/labs';
import { CRM_TEXTS } from '../../scripts/templates/n8n/crms';
import { scenariosOf } from '../scenarios/cases';
import budgets from './request-budgets.json';

const ROOT = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as { n8n: { nodes: string[]; credentials: string[] } };
const palette = JSON.parse(read('node-red/package.json')) as {
  'node-red': { nodes: Record<string, string> };
};
const LANGUAGES = ['en-US', 'uk', 'ru'];
const upper = (text: string): string => `${text[0]?.toUpperCase()}${text.slice(1)}`;

/** Each place, and whether it knows the CRM. */
function places(crm: CrmId): Record<string, boolean> {
  const factory = providers[crm];
  const texts = CRM_TEXTS.find((one) => one.crm === crm);
  const node = upper(texts?.upsert ?? '');
  const files = [
    `docs/${crm}.md`,
    `nodes/${node}/${node}.node.json`,
    `icons/${crm}-upsert.svg`,
    `icons/${crm}-upsert.dark.svg`,
    `node-red/ringostat-${crm}/runtime.ts`,
    `node-red/ringostat-${crm}/locales/en-US/help.md`,
    `test/docs/${crm}.test.ts`,
    `test/contract/${crm}.test.ts`,
    `test/core/crm/${crm}/kit.ts`,
    `workflows-templates/n8n/${crm}/calls.json`,
    `workflows-templates/node-red/${crm}/calls.json`,
  ];
  const credentials = signInsOf(crm).map(
    ({ credential }) => `dist/credentials/${upper(credential)}.credentials.js`,
  );
  const ownWays = signInsOf(crm).length < 2 || crm in AUTHENTICATION_FIELDS;
  return {
    'core/crm/registry.ts': factory?.crm === crm && factory.label === CRM_NAMES[crm],
    'core/matrix/presets.ts': presets[crm]?.crm === crm,
    'sandbox/labs.ts': labs[crm] !== undefined,
    'test/scenarios/cases/index.ts': scenariosOf(crm).some((scenario) => scenario.crm === crm),
    'test/docs/request-budgets.json': Object.values(budgets).every((budget) => crm in budget),
    'scripts/templates/n8n/crms.ts': texts !== undefined && texts.label === CRM_NAMES[crm],
    'scripts/scenario-table.mjs, OWN': read('scripts/scenario-table.mjs').includes(`: '${crm}'`),
    'nodes/shared/sign-ins.ts, SIGN_INS': (factory?.accounts ?? []).every(({ id }) => signInOfKind(crm, id)),
    'nodes/shared/sign-ins.ts, AUTHENTICATION_FIELDS': ownWays,
    'nodes/RingostatApplyMatrix/properties.ts': read('nodes/RingostatApplyMatrix/properties.ts').includes(
      `value: '${crm}' }`,
    ),
    'package.json, n8n.nodes': manifest.n8n.nodes.includes(`dist/nodes/${node}/${node}.node.js`),
    'package.json, n8n.credentials':
      credentials.length > 0 && credentials.every((file) => manifest.n8n.credentials.includes(file)),
    'node-red/ringostat-apply-matrix/locales': LANGUAGES.every((language) =>
      read(`node-red/ringostat-apply-matrix/locales/${language}/labels.json`).includes(`"${crm}": "`),
    ),
    'node-red/package.json': `ringostat-${crm}` in palette['node-red'].nodes,
    ...Object.fromEntries(files.map((file) => [file, existsSync(join(ROOT, file))])),
  };
}
const forgotten = (crm: CrmId): string[] =>
  Object.entries(places(crm)).flatMap(([place, known]) => (known ? [] : [place]));

test.each(Object.keys(CRM_NAMES) as CrmId[])('%s is known everywhere', (crm) => {
  expect(forgotten(crm)).toEqual([]);
});

test('a CRM that has only a name is missed in every place', () => {
  const nobody = 'sixth' as CrmId;
  const kept = ['nodes/shared/sign-ins.ts, SIGN_INS', 'nodes/shared/sign-ins.ts, AUTHENTICATION_FIELDS'];
  expect(forgotten(nobody)).toEqual(Object.keys(places(nobody)).filter((place) => !kept.includes(place)));
});

/** A place as CONTRIBUTING writes it: for any CRM, folders without their files. */
const general = (place: string): string =>
  (place.split(',')[0] ?? '')
    .replace(/ringostat-zoho\/.*/, 'ringostat-<crm>/')
    .replace(/RingostatZoho\/.*/, '<Node>/')
    .replace(/\/zoho\/.*/, '/<crm>/')
    .replace('zoho', '<crm>');

test('CONTRIBUTING names every place', () => {
  const told = read('CONTRIBUTING.md');
  const names = new Set(Object.keys(places('zoho')).map(general));
  expect(names.size).toBeGreaterThan(15);
  expect([...names].filter((name) => !told.includes(`\`${name}\``))).toEqual([]);
});
