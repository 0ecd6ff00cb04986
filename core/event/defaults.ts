/** What a new trigger is set to, in both hosts: n8n's fields and Node-RED's editor read it from here. */
import type { SecretIn } from './secret';
import { SHORT_ABANDON_SECONDS } from './short-abandon';
import type { AnswerFormat, EventName } from '../model/event';

export interface TriggerDefaults {
  receive: 'events' | 'routing';
  events: EventName[];
  /** The place the set-up guide shows; nothing else opens the door then. */
  secretIn: SecretIn;
  acceptWithoutSecret: boolean;
  answer: AnswerFormat;
  dropInternal: boolean;
  /** As typed: numbers, prefixes, own lines. */
  neverRecord: string;
  /** Seconds; 0: nobody counts as having hung up. */
  shortAbandonSeconds: number;
  keepRaw: boolean;
  /** KB. */
  sizeCapKb: number;
  maskNumbers: boolean;
}

export const TRIGGER_DEFAULTS: Readonly<TriggerDefaults> = {
  receive: 'events',
  // n8n does not keep what equals a default: these two may never change, or saved workflows would.
  events: ['incoming.ended', 'outgoing.ended'],
  secretIn: 'query',
  acceptWithoutSecret: false,
  answer: { type: 'plain', key: 'direction' },
  dropInternal: true,
  neverRecord: '',
  shortAbandonSeconds: SHORT_ABANDON_SECONDS,
  keepRaw: true,
  sizeCapKb: 256,
  maskNumbers: true,
};
