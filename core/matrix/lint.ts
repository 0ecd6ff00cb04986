/** Checks a matrix for ticks that cannot work, contradict each other, or leave calls unrecorded. */
import { CRM_NAMES } from '../model/crm-names';
import type { Language, RowId } from '../model/plan';
import { say } from '../text/text';
import { actionLabel } from './labels';
import { ROW_RULES, TABLE_RULES } from './lint-rules';
import type { LintCode, LintHit, LintLevel } from './lint-types';
import { presets } from './presets';
import { isEmptyRow } from './rows';
import { ROW_IDS, type MatrixTable, type Preset, type PresetId } from './types';

export type { LintCode, LintLevel } from './lint-types';

export interface Finding {
  code: LintCode;
  level: LintLevel;
  /** Null: the finding is about the whole table. */
  row: RowId | null;
  message: string;
}

const LEVELS: readonly LintLevel[] = ['error', 'warning', 'info'];

function inWords(hit: LintHit, preset: Preset, language: Language): Finding {
  const actions = (hit.actions ?? []).map((action) => actionLabel(action, language)).join(', ');
  const why = hit.why ? say(language, hit.why, { crm: preset.crm ? CRM_NAMES[preset.crm] : 'CRM' }) : '';
  const params = { ...hit.params, row: hit.row ?? '', actions, action: actions, why };
  return { code: hit.code, level: hit.level, row: hit.row, message: say(language, hit.text, params) };
}

/**
 * Takes the table, the preset it started from (its CRM's records and names) and the language. Returns the findings,
 * errors first, then in the order of the rows; empty when there is nothing to say.
 */
export function lintTable(table: MatrixTable, presetId: PresetId, language: Language): Finding[] {
  const preset = presets[presetId];
  const hits = [
    ...TABLE_RULES.flatMap((rule) => rule(table, preset)),
    ...ROW_IDS.flatMap((row) => {
      const actions = table[row];
      return actions === undefined || isEmptyRow(actions)
        ? []
        : ROW_RULES.flatMap((rule) => rule(row, actions, table, preset));
    }),
  ];
  const place = (hit: LintHit): number =>
    LEVELS.indexOf(hit.level) * 100 + (hit.row ? ROW_IDS.indexOf(hit.row) : -1);
  return hits.sort((one, other) => place(one) - place(other)).map((hit) => inWords(hit, preset, language));
}
