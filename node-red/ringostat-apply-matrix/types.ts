import type { MatrixOptions, MatrixTable, PresetId, WorkingHours } from '../../core/matrix/types';
import type { Language } from '../../core/model/plan';

/** Settings of Apply Matrix, for both halves. */
export interface MatrixSettings {
  version: number;
  name: string;
  /** Where the table started; `file`: it was read from a file into the node. */
  preset: PresetId | 'file';
  /** All ticks, changed or not: a later release of a preset does not change what a flow does. */
  table: MatrixTable;
  language: Language;
  distribute: boolean;
  mergeDoneTask: boolean;
  linkFoundCompany: boolean;
  /** Seconds, as a field of the dialog keeps them. */
  closeMissedAfter?: number | string;
  contactsFor: MatrixOptions['contactsFor'];
  workingHours: WorkingHours;
  /** As in AnalysisOptions; flows of 0.1.0 have none: the usual ones. */
  badMoods?: string;
  scoreLimit?: number;
  maxActionTasks?: number;
  /** Put what was considered and not done into `plan.notes`. */
  keepReasons: boolean;
}
