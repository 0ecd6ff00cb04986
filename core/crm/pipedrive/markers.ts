/** Which tasks and call records of a plan are there already: one strong read of the client's activities. */
import type { CallRecordStep, TaskStep } from '../../model/plan';
import type { Query } from './api';
import { paths } from './endpoints';
import { keyIn } from './note';
import type { Target } from '../engine/run';
import { linkIds } from './targets';
import type { ApiActivity } from './types';
import { careful } from './write-record';
import type { Work } from './work';
import { said } from '../../text/said';

export type ActivityStep = CallRecordStep | TaskStep;
export type Markers = ReadonlyMap<string, ApiActivity[]>;

/** Newest activities of one client; ours of this call are among the last. */
const PAGE = '100';

/** Activities with a marker by key, lowest id first. Throws CrmError. */
export async function readMarkers(work: Work, targets: Target[]): Promise<Markers> {
  const { contact, deal, lead, company } = linkIds(targets, work.existing);
  const query: Query = contact
    ? { person_id: contact }
    : deal
      ? { deal_id: deal }
      : lead
        ? { lead_id: lead }
        : company
          ? { org_id: company }
          : {};
  const rows = await work.api.read<ApiActivity[] | null>(
    paths.activities,
    { ...query, sort_by: 'id', sort_direction: 'desc', limit: PAGE },
    said('doing.lookForActivities'),
  );
  const found = new Map<string, ApiActivity[]>();
  for (const row of rows ?? []) {
    const key = keyIn(row.note);
    if (key !== null) found.set(key, [row, ...(found.get(key) ?? [])]);
  }
  for (const list of found.values()) list.sort((a, b) => a.id - b.id);
  return found;
}

/** End of the call, ms: from the call record, else the time in Ringostat's call id; null when unknown. */
function endOf(steps: ActivityStep[]): number | null {
  for (const step of steps) {
    if (step.kind === 'callRecord') return Date.parse(step.values.endedAt ?? step.values.startedAt) || null;
  }
  const seconds = /-(\d{10})(?=_|$)/.exec(steps[0]?.key ?? '')?.[1];
  return seconds ? Number(seconds) * 1000 : null;
}

/**
 * True when an activity of these steps may be there without this process knowing it: the call ended before the process
 * began to work with the account, or somebody else works with the same token. A request is spent only then.
 */
export function inDoubt(work: Work, steps: ActivityStep[], targets: Target[]): boolean {
  const clients = targets.filter(({ entity }) => entity !== 'company');
  const client = clients.find(({ entity }) => entity === 'contact') ?? clients[0];
  // Nothing can hang on who was made a moment ago.
  if (client?.fresh) return false;
  if (steps.every(({ key }) => work.api.book.activities.get(key) !== undefined)) return false;
  const end = endOf(steps);
  return careful(work) || end === null || end < work.api.book.since;
}
