/** docs/matrix.md shows the shipped presets and what the check of a table says. UPDATE_DOCS=1 writes it. */
import { explainTable } from '../../core/matrix/explain';
import { ACTION_ORDER } from '../../core/matrix/types';
import { lintTable } from '../../core/matrix/lint';
import { SUBJECT_PLACEHOLDERS } from '../../core/matrix/lint-rules';
import { parseTable } from '../../core/matrix/parse-table';
import { PRESET_IDS, presets } from '../../core/matrix/presets';
import {
  DEFAULT_DEADLINE_HOURS,
  ROW_IDS,
  type MatrixRow,
  type MatrixTable,
  type PresetId,
} from '../../core/matrix/types';
import { CRM_NAMES } from '../../core/model/crm-names';
import en from '../../core/text/en.json';
import { expectPart, markdownTable, readPart } from './parts';

const TITLES: Record<PresetId, string> = {
  ...CRM_NAMES,
  pipedriveLeads: 'Pipedrive with leads in place of deals',
  attributionOnly: 'Attribution only',
  empty: 'Empty',
};

function cell(row: MatrixRow, action: (typeof ACTION_ORDER)[number]): string {
  const ticked = row[action];
  if (ticked === undefined) return '';
  if (ticked === true) return '✓';
  return ticked.state === 'done' ? 'done' : `open, ${ticked.deadlineHours ?? DEFAULT_DEADLINE_HOURS} h`;
}

function presetPart(id: PresetId): string {
  const { rows } = presets[id];
  const used = ACTION_ORDER.filter((action) => ROW_IDS.some((row) => rows[row]?.[action] !== undefined));
  const ticks = ROW_IDS.map((row) => [row, ...used.map((action) => cell(rows[row] ?? {}, action))]);
  const sentences = explainTable(rows, 'en').map((sentence) => `- ${sentence}`);
  const table = used.length > 0 ? [markdownTable(['row', ...used], ticks), ''] : [];
  return [`### ${TITLES[id]} (\`${id}\`)`, '', ...table, ...sentences].join('\n');
}

const open = { state: 'open' } as const;
/** A table for each fault the check knows. */
const FAULTY: [table: MatrixTable, preset: PresetId][] = [
  [{}, 'empty'],
  [{ ...presets.hubspot.rows, R8: {} }, 'hubspot'],
  [{ ...presets.zoho.rows, R3v: { lead: true } }, 'zoho'],
  [{ R5: { deal: true, dealIfNone: true } }, 'pipedrive'],
  [{ R5: { lead: true, deal: true } }, 'pipedrive'],
  [{ R5: { attributionOnly: true, contact: true } }, 'pipedrive'],
  [{ R2: { deal: true }, R5: { lead: true } }, 'pipedrive'],
  [{ R3: { taskSenior: { state: 'done' } } }, 'pipedrive'],
  [{ R3: { taskManager: open } }, 'pipedrive'],
  [{ R3: { taskSenior: { ...open, deadlineHours: -1 } } }, 'pipedrive'],
  [{ R5: { taskManager: { state: 'done', deadlineHours: 2 } } }, 'pipedrive'],
  [{ R5: { taskManager: { state: 'done' }, taskResponsible: open } }, 'pipedrive'],
  [{ R7: { contact: true } }, 'pipedrive'],
  [{ R2: { callRecord: true } }, 'pipedrive'],
  [{ R10: { callRecord: true } }, 'pipedrive'],
  [{ R3: { lead: true } }, 'hubspot'],
  [{ R9: { contact: true } }, 'pipedrive'],
  [{ R3: { company: true } }, 'hubspot'],
  [{ R3: { taskSenior: { ...open, subject: '{phone}' } } }, 'pipedrive'],
];
/** The finding each table is about: the first one that is no mere gap. */
const findings = FAULTY.map(([table, preset]) => {
  const all = lintTable(table, preset, 'en');
  return all.find(({ code }) => code !== 'gap') ?? all[0]!;
});

test('docs/matrix.md: presets', () => {
  expectPart('matrix.md', 'presets', PRESET_IDS.map(presetPart).join('\n\n'));
});

test('docs/matrix.md: what the check says', () => {
  const rows = findings.map(({ code, level, message }) => [`\`${code}\``, level, message]);
  expectPart('matrix.md', 'findings', markdownTable(['code', 'level', 'for example'], rows));
});

test('every code of the check is shown', () => {
  const known = Object.keys(en).flatMap((key) => /^lint\.(?!why\.)(\w+)/.exec(key)?.[1] ?? []);
  expect([...new Set(findings.map(({ code }) => code))].sort()).toEqual([...new Set(known)].sort());
});

test('the example of a file is a table without faults, and the placeholders are those that work', () => {
  const [, json = ''] = /```json\n([\s\S]+?)```/.exec(readPart('matrix.md', 'file')) ?? [];
  const table = parseTable(JSON.parse(json));
  expect(Object.keys(table)).toEqual(['R3', 'R5']);
  expect(lintTable(table, 'hubspot', 'en').filter(({ level }) => level !== 'info')).toEqual([]);
  const told = [...readPart('matrix.md', 'placeholders').matchAll(/`\{(\w+)\}`/g)].map(([, name]) => name);
  expect(told).toEqual(SUBJECT_PLACEHOLDERS);
});
