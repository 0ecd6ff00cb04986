import type { Sandbox } from '../../../sandbox/server';
import type { Portal } from '../../scenarios/portal';

export type Template = 'calls' | 'smart-forwarding' | 'attribution-only' | 'replay';

/** A template as it runs in a host. */
export interface Published {
  /** Address of its trigger; empty when it has none. */
  url: string;
  /** Waits until `count` webhooks since the publication have been worked off. Throws when a run failed. */
  ended(count: number): Promise<void>;
  /** The button of a template that is run by hand; waits until its `calls` calls are worked off. */
  runByHand(calls: number): Promise<void>;
}

/** A real host with the packed package in it. */
export interface TemplateHost {
  /** Fills in accounts and team as a user would, and publishes. */
  publish(template: Template): Promise<Published>;
  /** Everything it keeps or prints: where no secret may stand. */
  traces(): Promise<string>;
  stop(): Promise<void>;
}

/** What a test acts on: the host, the two fake services, and the CRM read through its API. */
export interface Stage {
  host: TemplateHost;
  sandbox: Sandbox;
  portal: Portal;
  /** Secrets that must not leave the credentials, by what they are. */
  secrets: Record<string, string>;
  /** What left the vendor's description of its API. */
  violations(): string[];
  end(): Promise<void>;
}
