import type { CrmId, Entity, Language, RowId, TaskRole } from '../model/plan';
import rows from '../model/rows.json';

/** Actions that create a record, and which; in the order in which they are carried out and shown. */
export const CREATES = {
  company: 'company',
  contact: 'contact',
  lead: 'lead',
  deal: 'deal',
  dealIfNone: 'deal',
  dealIfNew: 'deal',
} as const satisfies Record<string, Entity>;
export type Creation = keyof typeof CREATES;
export const CREATIONS = Object.keys(CREATES) as readonly Creation[];
/** Every way to tick a deal; of several in a row the first wins. */
export const DEAL_ACTIONS = CREATIONS.filter((action) => CREATES[action] === 'deal');

/** Actions of the matrix (docs/matrix.md#actions). */
export const RECORD_ACTIONS = [
  ...CREATIONS,
  'callRecord',
  'analysis',
  'closeMissed',
  'attributionOnly',
] as const;
export type RecordAction = (typeof RECORD_ACTIONS)[number];
export const TASK_ACTIONS = ['taskSenior', 'taskManager', 'taskResponsible'] as const;
export type TaskAction = (typeof TASK_ACTIONS)[number];
/** Order of the columns in the editors and in docs/matrix.md#the-presets. */
export const ACTION_ORDER: readonly (RecordAction | TaskAction)[] = [
  ...CREATIONS,
  'callRecord',
  'analysis',
  ...TASK_ACTIONS,
  'closeMissed',
  'attributionOnly',
];
export const isRecordAction = (text: string): text is RecordAction =>
  (RECORD_ACTIONS as readonly string[]).includes(text);
export const isTaskAction = (text: string): text is TaskAction =>
  (TASK_ACTIONS as readonly string[]).includes(text);
export const TASK_ROLE: Record<TaskAction, TaskRole> = {
  taskSenior: 'senior',
  taskManager: 'manager',
  taskResponsible: 'responsible',
};
/** In the order in which they are shown. */
export const ROW_IDS = Object.keys(rows) as readonly RowId[];

/** Seconds of talk from which a conversation closes missed tasks. */
export const LEAST_TALK = 10;
/** Hours; the native integrations' default deadline (docs/reference/product.md#words). */
export const DEFAULT_DEADLINE_HOURS = 4;

export interface TaskCell {
  state: 'open' | 'done';
  /** Hours after the end of the call; default 4. A done task is due at the end of the call. */
  deadlineHours?: number;
  /** Count the deadline in working hours only. */
  workingHours?: boolean;
  /** Own subject template with {placeholders}; empty: the text catalogue's. */
  subject?: string;
}
/** Ticked actions of one row. Absent = not ticked. */
export type MatrixRow = Partial<Record<RecordAction, true>> & Partial<Record<TaskAction, TaskCell>>;
export type MatrixTable = Partial<Record<RowId, MatrixRow>>;

/** Each CRM has one of its name. */
export type PresetId = CrmId | 'pipedriveLeads' | 'attributionOnly' | 'empty';

export interface WorkingHours {
  /** ISO weekdays 1–7. */
  days: number[];
  /** "09:00" and "18:00" in the project's zone. */
  from: string;
  to: string;
}

export type CallKind = 'incoming.answered' | 'incoming.missed' | 'outgoing.answered' | 'outgoing.missed';

export interface MatrixOptions {
  language: Language;
  /** Missed calls of new clients go to the distributed employee instead of the senior. */
  distribute: boolean;
  /** A done task and the call record of one call become one record (docs/matrix.md#rules-that-hold-in-every-table). */
  mergeDoneTask: boolean;
  /** NetHunt: which calls create contacts; empty = as ticked. */
  contactsFor: CallKind[];
  workingHours: WorkingHours | null;
  /** Name of a new record with {placeholders}; empty: the text catalogue's. */
  names: NameTemplates;
  /** When an analysed call went badly, and how many tasks it makes; absent: as in DEFAULT_OPTIONS. */
  analysis?: AnalysisOptions;
  /** Link new contacts and deals to a company that alone carries the number (PD-12); default off, as the article says. */
  linkFoundCompany?: boolean;
  /** Seconds of talk from which a conversation closes missed tasks; default LEAST_TALK. */
  closeMissedAfter?: number;
}

export interface AnalysisOptions {
  /** Words of a bad mood, as typed: parted by commas or lines, `negativ*` for all that begin so. */
  badMoods: string;
  /** A score below it is bad, in the scale of the analysis; 0: the score does not count. */
  scoreLimit: number;
  /** Recommended actions of a call that become tasks, at most. */
  maxActionTasks: number;
}

export type NameTemplates = Partial<Record<Entity, string>>;

/** A preset: the table and its CRM's habits. Its file also carries its own tests (test/core/matrix/presets.test.ts). */
export interface Preset {
  id: PresetId;
  crm: CrmId | null;
  version: 1;
  /** The CRM's call record is itself a task, so a done task and a call record are one record (rule 5). */
  callRecordIsTask: boolean;
  /** The call record is written even when rule 6 leaves nothing else to do (NetHunt). */
  callRecordAlways: boolean;
  /** Name templates of this CRM, under the user's own. */
  names: NameTemplates;
  rows: MatrixTable;
}
