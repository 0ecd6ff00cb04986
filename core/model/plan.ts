/** A plan: what is to be written, and why. Plain JSON that passes between nodes. */
import type { Attribution } from './attribution';
import type { CRM_NAMES } from './crm-names';
import type languages from './languages.json';
import type rows from './rows.json';

export type CrmId = keyof typeof CRM_NAMES;
export type Entity = 'contact' | 'lead' | 'company' | 'deal';
export type RowId = keyof typeof rows;
export type Language = keyof typeof languages;
/** Task roles are those of the action that asked for the task, not of the person who gets it. */
export type TaskRole = 'senior' | 'manager' | 'responsible';

/** Why, as a text key with values (for tests and programs) and as a sentence in the chosen language. */
export interface Reason {
  code: string;
  params: Record<string, string>;
  text: string;
}

/** A record that exists (`id`), or the one an earlier step of the same plan makes (`step`). */
export type RecordRef =
  /** `remembered`: applyPlan put it there from memory; when it is gone, the plan is carried out again without memory. */
  { entity: Entity; id: string; remembered?: true } | { entity: Entity; step: string };

export interface NewRecordValues {
  /** Display name by the naming template; company: its name. */
  name: string;
  /** E.164; null for an anonymous client or a form without phone. */
  phone: string | null;
  email: string | null;
  /** CRM user id; null when neither manager, responsible nor senior is known. */
  ownerId: string | null;
  /** Who takes it when the CRM refuses the owner, because he left; applyPlan sets it. */
  fallbackOwnerId?: string | null;
  attribution: Attribution;
  /** Ringostat call id that made the record. */
  callId: string | null;
  /** Deal: chosen by the pipeline rules in the Upsert node; null = the CRM's default. */
  pipeline: string | null;
  stage: string | null;
  /** Field mapping of the Upsert node, by API name. */
  fields: Record<string, string>;
  /** Values by API name for what the CRM demands and nothing fills (G-28); applyPlan sets them. */
  defaults?: Record<string, string>;
  /** Given by hand: a value the CRM refuses is an error and is not left out. */
  whole?: true;
  /** ISO country in which stored numbers without country code are read; applyPlan sets it. */
  home?: string;
}

export interface CallRecordValues {
  title: string;
  /** Plain text, several lines; the provider escapes it where the CRM renders HTML. */
  body: string;
  direction: 'incoming' | 'outgoing';
  status: 'answered' | 'missed' | 'voicemail' | 'failed';
  /** ISO 8601 with offset. */
  startedAt: string;
  endedAt: string | null;
  /** Seconds of talk. */
  talk: number;
  from: string | null;
  to: string | null;
  recordings: string[];
  ownerId: string | null;
  callId: string;
  fields: Record<string, string>;
  /** As in NewRecordValues. */
  defaults?: Record<string, string>;
}

export interface TaskValues {
  role: TaskRole;
  state: 'open' | 'done';
  subject: string;
  /** Plain text, several lines; the provider escapes it where the CRM renders HTML. */
  body: string;
  /** ISO 8601 with offset. */
  dueAt: string;
  ownerId: string | null;
  /** As in NewRecordValues. */
  fallbackOwnerId?: string | null;
  fields: Record<string, string>;
  /** As in NewRecordValues. */
  defaults?: Record<string, string>;
}

/** A text for people to read: what Ringostat's AI says of a call. */
export interface NoteValues {
  title: string;
  /** Plain text, several lines; the provider escapes it where the CRM renders HTML, and cuts it with a mark. */
  body: string;
  /** ISO 8601 with offset: the call's own time. */
  at: string;
  ownerId: string | null;
  /** As in NewRecordValues. */
  fallbackOwnerId?: string | null;
  fields: Record<string, string>;
  /** As in NewRecordValues. */
  defaults?: Record<string, string>;
}

interface StepBase {
  /** Unique in the plan: `contact`, `deal`, `callRecord`, `task.responsible`, `attribution.deal`, … */
  id: string;
  /** Idempotency key: project + call id + role, or the phone key (contact, lead). core/plan/keys.ts makes it. */
  key: string;
  reason: Reason;
}
export interface CreateStep extends StepBase {
  kind: Entity;
  values: NewRecordValues;
  links: RecordRef[];
  /**
   * Deal and lead: same for all calls that see the same state of the client, so that two calls of one new number
   * meet in one record (docs/decisions/0002). Null elsewhere.
   */
  stateKey: string | null;
}
export interface CallRecordStep extends StepBase {
  kind: 'callRecord';
  values: CallRecordValues;
  links: RecordRef[];
}
export interface TaskStep extends StepBase {
  kind: 'task';
  values: TaskValues;
  links: RecordRef[];
}
/** Written once, as the CRM writes what people read beside its records. */
export interface NoteStep extends StepBase {
  kind: 'note';
  values: NoteValues;
  links: RecordRef[];
}
/** Fill the empty attribution of a record that exists. */
export interface AttributionStep extends StepBase {
  kind: 'attribution';
  target: { entity: Entity; id: string };
  values: Attribution;
}
/** Give a record this very call made before its manager was known to that manager. */
export interface OwnerStep extends StepBase {
  kind: 'owner';
  target: { entity: Entity; id: string };
  values: { ownerId: string };
}
/** Give a client who was known by his e-mail the number he came with (PD-11). */
export interface PhoneStep extends StepBase {
  kind: 'phone';
  target: { entity: Entity; id: string };
  /** `phone`: E.164. `field`: API name; `holds`: what the list holds already, null for an empty field. */
  values: { phone: string; field: string; holds: string | null };
}
/** What this call means for the client's missed tasks: open tasks this product made for calls he made in vain (docs/missed-calls.md). */
export interface MissedStep extends StepBase {
  kind: 'missed';
  values: {
    /** `again`: he has one already, so no second is made; `close`: they are done; `attempt`: only a line. */
    does: 'again' | 'close' | 'attempt';
    /** Start of this call, ISO 8601: a conversation closes the tasks of calls before it. */
    at: string;
    /** Line the task gets; `{after}` and `{number}` are filled when it is known which task that is. */
    line: string;
  };
}
/** Give a record that exists what the field mapping takes from an analysis; the newest analysis stands. */
export interface FieldsStep extends StepBase {
  kind: 'fields';
  target: { entity: Entity; id: string };
  /** By API name. */
  values: Record<string, string>;
}
export type UpdateStep = AttributionStep | OwnerStep | PhoneStep | FieldsStep;
/** Whose the records of the call become, where another event of the same call made them before this one could see them. */
export interface HandOver {
  /** CRM user id of the last talker; of a missed call the one the distribution chose. */
  to: string;
  /** Owners they may be taken from: nobody, the senior, the responsible before the call, who talked earlier. */
  from: (string | null)[];
}
/** What a provider carries out. */
export type PlanStep = CreateStep | CallRecordStep | TaskStep | NoteStep | UpdateStep;
export type Step = PlanStep | MissedStep;
export type StepKind = Step['kind'];

export interface Plan {
  version: 1;
  eventKey: string;
  /** Serialisation key: E.164 of the client, else the key of his e-mail, else the event key. One event of a phone at a time. */
  lockKey: string;
  row: RowId | null;
  language: Language;
  preset: string;
  steps: Step[];
  /** Absent: nobody has a better claim than whoever has them. */
  handOver?: HandOver;
  /** Everything considered and not done, and what a person should know, with reasons. */
  notes: Reason[];
}
