import type { Entity, Language } from '../../core/model/plan';
import type { SeveralPolicy } from '../../core/model/client';

/** Settings of Find Responsible Manager, for both halves. */
export interface FindSettings {
  version: number;
  name: string;
  account: string;
  /** `node`: the team config node; `msg`: a team table in the message. */
  teamFrom: 'node' | 'msg';
  team: string;
  /** Message property that holds the team, when teamFrom is msg. */
  teamProperty: string;
  mode: 'card' | 'routing';
  /** TypedInput; type `event` takes the client's number of the event. */
  number: string;
  numberType: string;
  order: Entity[];
  several: SeveralPolicy;
  language: Language;
  budgetMs: number;
  /** Direction answered when nobody is found; empty: the scheme goes on. */
  reserve: string;
  onlySip: boolean;
  /** Settings that only this CRM has; empty: those of the Upsert node of the same account. */
  crmSettings: Record<string, string | boolean>;
}
