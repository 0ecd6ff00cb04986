import { lintTable } from '../../../core/matrix/lint';
import { SUBJECT_PLACEHOLDERS } from '../../../core/matrix/lint-rules';
import { templateValues } from '../../../core/matrix/names';
import { PRESET_IDS, presets } from '../../../core/matrix/presets';
import type { MatrixTable, PresetId } from '../../../core/matrix/types';
import { LANGUAGES } from '../../../core/text/text';
import { event } from './world';

const open = { state: 'open' } as const;
const done = { state: 'done' } as const;
const found = (table: MatrixTable, preset: PresetId = 'pipedrive'): string[] =>
  lintTable(table, preset, 'en').map(({ code, level, row }) => `${level} ${code} ${row}`);

it.each(PRESET_IDS.filter((id) => id !== 'empty'))(
  'the shipped preset %s has neither error nor warning',
  (id) => {
    expect(lintTable(presets[id].rows, id, 'en').filter((finding) => finding.level !== 'info')).toEqual([]);
  },
);

it('says that the empty table does nothing', () => {
  expect(found({}, 'empty')).toEqual(['warning tableEmpty null']);
});

describe('finds', () => {
  it.each<[string, MatrixTable, PresetId]>([
    ['info gap R8', { ...presets.hubspot.rows, R8: {} }, 'hubspot'],
    ['warning shadowed R3v', { ...presets.zoho.rows, R3v: { lead: true } }, 'zoho'],
    ['error contradicting R5', { R5: { deal: true, dealIfNone: true } }, 'pipedrive'],
    ['error contradicting R5', { R5: { dealIfNone: true, dealIfNew: true } }, 'pipedrive'],
    ['warning contradicting R5', { R5: { lead: true, dealIfNew: true } }, 'pipedrive'],
    ['warning contradicting R5', { R2: { dealIfNew: true }, R5: { lead: true } }, 'pipedrive'],
    ['error never R7', { R7: { dealIfNew: true } }, 'pipedrive'],
    ['warning contradicting R5', { R5: { lead: true, deal: true } }, 'pipedrive'],
    ['error contradicting R5', { R5: { attributionOnly: true, contact: true } }, 'pipedrive'],
    ['warning contradicting R5', { R2: { deal: true }, R5: { lead: true } }, 'pipedrive'],
    ['warning doneOnMissed R3', { R3: { taskSenior: done } }, 'pipedrive'],
    ['error nobodyIsManager R3', { R3: { taskManager: open } }, 'pipedrive'],
    ['error nobodyIsManager R9', { R9: { taskManager: open } }, 'pipedrive'],
    ['error badDeadline R3', { R3: { taskSenior: { ...open, deadlineHours: -1 } } }, 'pipedrive'],
    ['error badDeadline R3', { R3: { taskSenior: { ...open, deadlineHours: Number.NaN } } }, 'pipedrive'],
    ['info unusedDeadline R5', { R5: { taskManager: { ...done, deadlineHours: 2 } } }, 'pipedrive'],
    ['warning doubleTask R5', { R5: { taskManager: done, taskResponsible: open } }, 'pipedrive'],
    ['error never R7', { R7: { contact: true } }, 'pipedrive'],
    ['error never R2', { R2: { callRecord: true } }, 'pipedrive'],
    ['error never R10', { R10: { callRecord: true } }, 'pipedrive'],
    ['error never R3', { R3: { lead: true } }, 'hubspot'],
    ['info unknownWithoutTask R9', { R9: { contact: true } }, 'pipedrive'],
    ['info noCompanyName R3', { R3: { company: true } }, 'hubspot'],
    ['error unknownPlaceholder R3', { R3: { taskSenior: { ...open, subject: '{phone}' } } }, 'pipedrive'],
  ])('%s', (finding, table, preset) => {
    expect(found(table, preset)).toContain(finding);
  });
});

describe('is silent about', () => {
  it.each<[string, MatrixTable, PresetId]>([
    ['gap', presets.hubspot.rows, 'hubspot'],
    ['shadowed', presets.zoho.rows, 'zoho'],
    ['contradicting', { R5: { deal: true }, R4: { dealIfNone: true } }, 'pipedrive'],
    ['doneOnMissed', { R8: { taskManager: done } }, 'pipedrive'],
    ['nobodyIsManager', { R8: { taskManager: open } }, 'pipedrive'],
    ['badDeadline', { R3: { taskSenior: { ...open, deadlineHours: 0 } } }, 'pipedrive'],
    ['doubleTask', { R4: { taskManager: done, taskResponsible: open } }, 'pipedrive'],
    ['never', { R7: { deal: true, callRecord: true } }, 'pipedrive'],
    ['unknownPlaceholder', { R3: { taskSenior: { ...open, subject: '{client} {time}' } } }, 'pipedrive'],
  ])('%s', (code, table, preset) => {
    expect(found(table, preset).filter((finding) => finding.split(' ')[1] === code)).toEqual([]);
  });
});

it('puts errors first, in the order of the rows, in the chosen language', () => {
  const table: MatrixTable = {
    R9: { contact: true },
    R5: { deal: true, dealIfNone: true },
    R3: { taskManager: open, taskSenior: done },
  };
  expect(found(table).slice(0, 3)).toEqual([
    'error nobodyIsManager R3',
    'error contradicting R5',
    'warning doneOnMissed R3',
  ]);
  const [en, uk, ru] = LANGUAGES.map((language) => lintTable(table, 'pipedrive', language)[1]?.message);
  expect(en).toMatch(/^Row R5: several ways to create a deal are ticked \(Create deal, /);
  expect(uk).toMatch(/^Рядок R5: позначено кілька способів/);
  expect(ru).toMatch(/^Строка R5: отмечено несколько способов/);
});

it('knows exactly the placeholders that have values', () => {
  expect([...SUBJECT_PLACEHOLDERS].sort()).toEqual(Object.keys(templateValues(event(), 'en', 'x')).sort());
});
