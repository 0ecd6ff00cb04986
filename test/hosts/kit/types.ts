import type { FieldMapping, PipelineRule } from '../../../core/attribution/types';
import type { CrmId } from '../../../core/model/plan';
import type { Lab, LabView } from '../../../sandbox/common/lab';
import type { Sandbox } from '../../../sandbox/server';

/** What a user chooses in the Upsert node beyond the template. */
export interface Choices {
  mapping?: FieldMapping[];
  pipelineRules?: PipelineRule[];
}

/** A template as it runs in a host. */
export interface Published {
  /** Address of its trigger; empty when it has none. */
  url: string;
  /** Events its trigger takes. */
  events: string[];
  /** Waits until `count` webhooks since the publication have been worked off. Throws when a run failed. */
  ended(count: number): Promise<void>;
  /** The button of a template that is run by hand; waits until its `calls` calls are worked off. */
  runByHand(calls: number): Promise<void>;
}

/** A real host with the packed package in it. */
export interface TemplateHost {
  /** Enters the accounts of a company as a user would; its templates can be published then. */
  enter(sandbox: Sandbox): Promise<(template: string, choices?: Choices) => Promise<Published>>;
  /** Everything it keeps or prints: where no secret may stand. */
  traces(): Promise<string>;
  stop(): Promise<void>;
}

/** What a test acts on: one CRM and one Ringostat, entered in the host. */
export interface Stage {
  crm: CrmId;
  sandbox: Sandbox;
  lab: Lab;
  publish(template: string, choices?: Choices): Promise<Published>;
  /** From now on fresh() leaves out what the CRM holds already. */
  mark(): Promise<void>;
  /** Records that came since mark(). */
  fresh(): Promise<LabView>;
  /** What left the vendor's description of its API. */
  violations(): string[];
  end(): Promise<void>;
}
