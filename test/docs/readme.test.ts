/** README.md: the table of templates is made of the folders. UPDATE_DOCS=1 writes it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { providers } from '../../core/crm/registry';
import { CRM_NAMES } from '../../core/model/crm-names';
import type { CrmId } from '../../core/model/plan';
import { expectPart, markdownTable } from './parts';

const TEMPLATES = join(__dirname, '../../workflows-templates');
const CRMS = Object.keys(CRM_NAMES) as CrmId[];
const filesOf = (host: string, crm: string): string[] =>
  readdirSync(join(TEMPLATES, host, crm))
    .map((name) => name.replace(/\.json$/, ''))
    .sort();

/** By the file's name, in the order of the table. */
const WORDS: Record<string, [title: string, what: string]> = {
  calls: ['Calls', 'the full matrix: clients, deals, call records and tasks from calls and forms'],
  'smart-forwarding': ['Smart forwarding', 'answers Ringostat "whom to ring?" with the client\'s manager'],
  'attribution-only': [
    'Attribution only',
    'fills utm marks and the Google client id in what others create; creates nothing',
  ],
  replay: [
    'Replay',
    "reads Ringostat's call log for a span, by hand or by schedule, and sends it through the same nodes",
  ],
  pipelines: ['Pipelines', 'new deals go where your rules say: by pool of numbers, utm mark or form field'],
  voicemail: ['Voicemail', 'a task with the message for the responsible; nothing for other calls'],
  forms: ['Forms', 'site forms only, with field mapping'],
  'deal-only-if-none': ['Deal only if none', 'a client who ever had a deal gets no new one'],
  'call-report': ['Call report', 'every call in the folder _Ringostat calls_; no contacts are created'],
  'deal-from-new-contact': ['Deal from new contact', 'a new client gets a contact and a deal on your stage'],
};

test('README.md: templates', () => {
  expect(readdirSync(join(TEMPLATES, 'n8n')).sort()).toEqual([...CRMS].sort());
  for (const crm of CRMS) expect(filesOf('node-red', crm)).toEqual(filesOf('n8n', crm));
  expect([...new Set(CRMS.flatMap((crm) => filesOf('n8n', crm)))].sort()).toEqual(Object.keys(WORDS).sort());
  const rows = Object.entries(WORDS).map(([file, [title, what]]) => [
    title,
    what,
    ...CRMS.map((crm) => (filesOf('n8n', crm).includes(file) ? '✓' : '')),
  ]);
  const head = ['template', 'what it does', ...CRMS.map((crm) => CRM_NAMES[crm])];
  expectPart('../README.md', 'templates', markdownTable(head, rows));
});

test('README.md: what each CRM gets names the order of smart forwarding that the nodes begin with', () => {
  const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
  for (const crm of CRMS) {
    const row =
      readme.split('\n').find((line) => line.startsWith(`| [${CRM_NAMES[crm]}](docs/${crm}.md)`)) ?? '';
    const told = row
      .split('|')
      .at(-2)
      ?.replace(/\(.*\)/, '')
      .trim();
    expect([crm, told]).toEqual([crm, providers[crm]?.routingOrder.join(' → ')]);
  }
});
