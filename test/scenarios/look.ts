/** Small questions to what a CRM holds. */
import { presets } from '../../core/matrix/presets';
import type { Entity } from '../../core/model/plan';
import type { LabCall, LabRecord, LabTask, LabView } from '../../sandbox/common/lab';
import type { World } from './types';

export const UTM = {
  utm_source: 'google',
  utm_medium: 'cpc',
  utm_campaign: 'brand',
  utm_term: 'crm',
  utm_content: 'ad1',
  client_id: '1122.3344',
};
/** The same as the product keeps it. */
export const ATTRIBUTION = {
  utm_source: 'google',
  utm_medium: 'cpc',
  utm_campaign: 'brand',
  utm_term: 'crm',
  utm_content: 'ad1',
  google_client_id: '1122.3344',
};
export const REC = 'https://app.ringostat.com/recordings/ua0_-1763700000.1.wav?token=abc';
export const MISSED = { by: null, status: 'NO ANSWER', talk: 0 } as const;

export const EMPTY: LabView = { contacts: [], leads: [], companies: [], deals: [], calls: [], tasks: [] };

export const ids = (records: { id: string }[]): string[] => records.map(({ id }) => id);
/** Ukrainian numbers a record holds in its fields, by the CRM's own API; keys made of a number are none. */
export function numbersOf({ raw }: LabRecord): string[] {
  const texts = (value: unknown): string[] =>
    typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(texts)
      : typeof value === 'string'
        ? [value]
        : [];
  return texts(raw)
    .filter((text) => /^\+380\d{9}$/.test(text))
    .sort();
}
/** Ids of the records of that entity an activity hangs on. */
export const linked = (activity: LabCall | LabTask | undefined, entity: Entity): string[] =>
  (activity?.links ?? []).filter((link) => link.entity === entity).map(({ id }) => id);

/** True when the call record is the done task (docs/matrix.md#rules-that-hold-in-every-table). */
export const merged = (world: World): boolean => presets[world.settings().preset].callRecordIsTask;

export interface Todo {
  ownerId: string | null;
  subject: string;
  text: string;
  contacts: string[];
  deals: string[];
  leads: string[];
}
const todo = (activity: LabCall | LabTask): Todo => ({
  ownerId: activity.ownerId,
  subject: activity.subject,
  text: activity.text,
  contacts: linked(activity, 'contact'),
  deals: linked(activity, 'deal'),
  leads: linked(activity, 'lead'),
});
/** Open tasks. */
export const openTasks = ({ tasks }: LabView): Todo[] =>
  tasks.filter(({ state }) => state === 'open').map(todo);
/** Done tasks; where the call record is the done task, the record of an answered call counts. */
export const doneTasks = (world: World, { tasks, calls }: LabView): Todo[] => [
  ...tasks.filter(({ state }) => state === 'done').map(todo),
  ...(merged(world) ? calls.filter(({ answered }) => answered === true).map(todo) : []),
];

/** How many of each: contacts, leads, deals, calls, tasks (a merged call record counts as call). */
export const counts = ({ contacts, leads, deals, calls, tasks }: LabView): Record<string, number> => ({
  contacts: contacts.length,
  leads: leads.length,
  deals: deals.length,
  calls: calls.length,
  tasks: tasks.length,
});

/** Hours between two moments. */
export const hours = (from: string | number, to: string | null | undefined): number =>
  (Date.parse(String(to)) - (typeof from === 'number' ? from : Date.parse(from))) / 3_600_000;

/** When the scenarios' call has ended, ms since the epoch. */
export function endOf(world: World): number {
  const { at, total } = world.call();
  return Date.parse(`${at.replace(' ', 'T')}+02:00`) + total * 1000;
}
