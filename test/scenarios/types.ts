import type { FieldDefault, FieldMapping, PipelineChoice, PipelineRule } from '../../core/attribution/types';
import type { AnswerFormat, EventName } from '../../core/model/event';
import type { AnalysisOptions, MatrixOptions, MatrixRow, PresetId } from '../../core/matrix/types';
import type { CrmId, Entity, Language, Plan, RowId } from '../../core/model/plan';
import type { Outcome } from '../../core/model/outcome';
import type { ClientCard, SeveralPolicy } from '../../core/model/client';
import type { Employee, Team } from '../../core/model/team';
import type { Lab, LabView } from '../../sandbox/common/lab';
import type { FakeRingostat } from '../../sandbox/ringostat/types';
import type { People } from './people';

/** `core` is the product's chain without a host: quick, for whoever writes a provider. */
export type Host = 'n8n' | 'node-red' | 'core';

/** What a builder would choose in the nodes, said once for both hosts. */
export interface Settings {
  receive: 'events' | 'routing';
  events: EventName[];
  secret: string | null;
  /** Project id of the Ringostat credential; empty: none. */
  projectId: string;
  acceptWithoutSecret: boolean;
  /** As typed, in the trigger and where calls are read from the log. */
  neverRecord: string;
  defaultCountry: string;
  timeZone: string;
  answer: AnswerFormat;
  /** Client card: order of responsible; routing: order of smart forwarding. Null = the node's default. */
  order: Entity[] | null;
  several: SeveralPolicy;
  team: Team;
  /**
   * The team is matched by e-mail from this Ringostat's staff and the CRM's users, due at each call, instead of being typed.
   * Node-RED reads them in its editor only: there the typed team is what was read.
   */
  staff: FakeRingostat | null;
  budgetMs: number;
  reserve: string;
  preset: PresetId;
  /** Rows that differ from the preset. */
  rows: Partial<Record<RowId, MatrixRow>>;
  language: Language;
  distribute: boolean;
  /** For which calls contacts are created, whatever is ticked; empty: as ticked (NH-07). */
  contactsFor: MatrixOptions['contactsFor'];
  /** When an analysed call went badly, and how many tasks it makes. */
  analysis: Partial<AnalysisOptions>;
  mapping: FieldMapping[];
  /** For what the CRM demands and nothing fills. */
  defaults: FieldDefault[];
  pipelineRules: PipelineRule[];
  defaultPipeline: PipelineChoice;
  dryRun: boolean;
  /** Settings that only this CRM has (ProviderSetting). */
  crmSettings: Record<string, unknown>;
  /** Naming templates of the Upsert node. */
  names: Partial<Record<Entity, string>>;
}

/** One call as a person would tell it. Defaults make an answered incoming call taken by Olena. */
export interface Call {
  id: string;
  direction: 'in' | 'out';
  type: 'in' | 'out' | 'callback' | 'transitin' | 'transitout';
  client: string;
  by: Employee | null;
  /** Raw disposition, as Ringostat spells it. */
  status: string;
  /** Seconds of talk and of the whole call. */
  talk: number;
  total: number;
  at: string;
  recording: string | null;
  utm: Partial<
    Record<'utm_source' | 'utm_medium' | 'utm_campaign' | 'utm_term' | 'utm_content' | 'client_id', string>
  >;
  pool: string;
  /** Further keys of the payload, as Ringostat would send them. */
  more: Record<string, unknown>;
}
export type CallMoment = 'ringing' | 'answered' | 'ended' | 'started' | 'analysed';

export interface Answer {
  status: number;
  body: string;
  /** Milliseconds from question to answer. */
  elapsedMs: number;
}
/** What came out of the flow's end for one delivery; null when the flow did not run. */
export interface FlowResult {
  card: ClientCard | null;
  plan: Plan | null;
  outcome: Outcome | null;
  /** Message of the error that stopped the flow. */
  error: string | null;
}

/** A running flow in one host. */
export interface Driver {
  host: Host;
  /** Deploys the calls template (or the smart-forwarding one) with these settings against this CRM. */
  deploy(settings: Settings, lab: Lab): Promise<void>;
  /** Activation refused: the message; null when it was accepted. */
  activationError(): Promise<string | null>;
  deliver(request: Delivery): Promise<{ answer: Answer; result: FlowResult | null }>;
  /**
   * Deploys the replay template beside these accounts and runs it once by hand over the last three days; waits until
   * `through` calls went through. Gives the messages of faults.
   */
  replay(settings: Settings, lab: Lab, ringostat: FakeRingostat, through: number): Promise<string[]>;
  /** Runs "account: health check" of the Upsert node and gives its findings. */
  health(): Promise<{ level: string; code: string; message: string; advice: string | null }[]>;
  /** A question to the host's process that needs none of our nodes; absent: it is the test's own process. */
  ping?(): Promise<unknown>;
  close(): Promise<void>;
}
export interface Delivery {
  method: string;
  query: Record<string, string>;
  /** Further parameters of the address, as they stand in it; empty: none. */
  search: string;
  headers: Record<string, string>;
  /** Bytes or text as sent; null: no body. */
  body: Buffer | string | null;
}

export interface World {
  host: Host;
  /** The CRM this scenario runs against. */
  crm: CrmId;
  /** Where the world disagrees about the vendor: the usual answers, for which budgets of requests hold, or the other ones. */
  answers: 'usual' | 'other';
  lab: Lab;
  /** The team's employees, mapped to the lab's users. */
  people: People;
  /** Fresh CRM, fresh flow; called once by the runner with the defaults, and again by a scenario that needs others. */
  setup(change?: Partial<Settings>): Promise<void>;
  /** Other settings in the same flow, against the same CRM. */
  change(change: Partial<Settings>): Promise<void>;
  settings(): Settings;
  /** Everything in the CRM, read through its own API. */
  view(): Promise<LabView>;
  call(change?: Partial<Call>): Call;
  /** Sends one webhook and waits until the flow has ended. */
  send(
    call: Call,
    moment: CallMoment,
    delivery?: Partial<Delivery> & { secret?: string | null },
  ): Promise<{ answer: Answer; result: FlowResult | null }>;
  /** Sends a site form. */
  form(fields: Record<string, string>): Promise<{ answer: Answer; result: FlowResult | null }>;
  /** Sends a raw delivery. */
  deliver(request: Partial<Delivery>): Promise<{ answer: Answer; result: FlowResult | null }>;
  /** The replay template over a call log that holds these calls, `hoursAgo` each; `through`: calls the CRM lacks. */
  replay(log: (Call & { hoursAgo: number })[], through: number): Promise<string[]>;
  /** "Whom to ring?" */
  ask(call: Call): Promise<Answer>;
  /** Does the work and tells beside how long the machine itself stalled, ms: see test/stall.ts. */
  withStall<T>(work: () => Promise<T>): Promise<{ result: T; stallMs: number }>;
  activationError(): Promise<string | null>;
  health(): ReturnType<Driver['health']>;
  /** Notes the request budget of docs/reference/product.md#request-budgets; the runner fails when the send spends more. */
  budget(total: number): void;
}

export interface Scenario {
  id: string;
  title: string;
  /** CRMs it is for; absent: every CRM of the release. */
  crm?: CrmId;
  run(world: World): Promise<void>;
}
