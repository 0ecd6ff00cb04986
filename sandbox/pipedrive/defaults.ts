/** A new account as the vendor sets it up. */
import type { FakePipeline, FakeUser, PipedriveLimits } from './types';

export const DEFAULT_USERS: FakeUser[] = [
  { id: 1, name: 'Admin', email: 'admin@example.com', active: true, admin: true },
  { id: 777, name: 'Olena', email: 'olena@example.com', active: true, admin: false },
  { id: 778, name: 'Ivan', email: 'ivan@example.com', active: true, admin: false },
];
export const DEFAULT_PIPELINES: FakePipeline[] = [
  {
    id: 1,
    name: 'Pipeline',
    stages: ['Qualified', 'Contact Made', 'Demo Scheduled', 'Proposal Made', 'Negotiations Started'].map(
      (name, index) => ({ id: index + 1, name }),
    ),
  },
];
/** Lite with one seat (docs/reference/pipedrive.md#limits-and-refusals). */
export const VENDOR_LIMITS: PipedriveLimits = {
  burstPer2s: 20,
  searchPer2s: 10,
  perMinute: null,
  dailyTokens: 30_000,
  refusalsBeforeBlock: 20,
};
/** OAuth apps may ask four times as fast as a personal token. */
export const OAUTH_FACTOR = 4;
export const NO_LIMITS: PipedriveLimits = {
  burstPer2s: null,
  searchPer2s: null,
  perMinute: null,
  dailyTokens: null,
  refusalsBeforeBlock: null,
};
export const COMPANY_ID = 123;
export const CURRENCY = 'UAH';
/** Whole company. */
export const VISIBLE_TO = 3;

export const ACTIVITY_TYPES = ['call', 'meeting', 'task', 'deadline', 'email', 'lunch'];
/** Option ids of the activity field `priority`. */
export const PRIORITIES = [
  { id: 100, label: 'High' },
  { id: 101, label: 'Medium' },
  { id: 102, label: 'Low' },
];
export const LEAD_LABELS = [
  { id: 'f08b42a0-4e75-11ea-9643-03698ef1cfd6', name: 'Hot', color: 'red' },
  { id: 'f08b42a1-4e75-11ea-9643-03698ef1cfd6', name: 'Cold', color: 'blue' },
];
