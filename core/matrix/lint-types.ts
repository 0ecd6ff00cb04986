import type { RowId } from '../model/plan';
import type { TextCode } from '../text/text';
import type { TextParams } from '../text/fill';
import type { MatrixRow, MatrixTable, Preset, RecordAction, TaskAction } from './types';

/** error: it cannot work as ticked; warning: probably not meant; info: good to know. */
export type LintLevel = 'error' | 'warning' | 'info';
export type LintCode =
  | 'tableEmpty'
  | 'gap'
  | 'shadowed'
  | 'contradicting'
  | 'doneOnMissed'
  | 'nobodyIsManager'
  | 'badDeadline'
  | 'unusedDeadline'
  | 'doubleTask'
  | 'never'
  | 'unknownWithoutTask'
  | 'noCompanyName'
  | 'unknownPlaceholder';

/** What a rule found; `action` and `actions` become labels in the chosen language. */
export interface LintHit {
  code: LintCode;
  level: LintLevel;
  row: RowId | null;
  text: TextCode;
  params?: TextParams;
  actions?: (RecordAction | TaskAction)[];
  /** Text that completes the sentence. */
  why?: TextCode;
}

/** A rule that looks at one row that has ticks. */
export type RowRuleOfLint = (row: RowId, actions: MatrixRow, table: MatrixTable, preset: Preset) => LintHit[];
/** A rule that looks at the whole table. */
export type TableRuleOfLint = (table: MatrixTable, preset: Preset) => LintHit[];
