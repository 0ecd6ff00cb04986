/** The product's chain without a host: find responsible, matrix, apply. */
import { applyPlan } from '../../../core/apply/apply-plan';
import { createRecentMemory, type WorkMemory } from '../../../core/apply/recent';
import type { RingostatEvent } from '../../../core/model/event';
import { applyMatrix } from '../../../core/matrix/apply-matrix';
import { DEFAULT_OPTIONS, presets } from '../../../core/matrix/presets';
import type { Outcome } from '../../../core/model/outcome';
import { findResponsible } from '../../../core/routing/find-responsible';
import type { Employee, Team } from '../../../core/model/team';
import type { CrmProvider } from '../../../core/crm/port';
import type { Clock } from '../../../core/http/types';
import type { RecordedRequest } from '../../../sandbox/common/types';
import { noSettings } from './kit';

const employee = (id: string, name: string, crmUserId: string | null): Employee => ({
  id,
  name,
  email: null,
  extension: id,
  main: [`sip${id}`],
  additional: [],
  crmUserId,
  active: true,
  distributeMissed: false,
  substitute: null,
});
export const team: Team = {
  employees: [
    employee('101', 'Olena', '81234'),
    employee('102', 'Petro', '81235'),
    employee('103', 'Iryna', '81236'),
  ],
  senior: '81236',
};
export const signs = (extension: string): RingostatEvent['employee'] => ({
  id: null,
  name: null,
  email: null,
  extension,
  direction: null,
  department: null,
});

export interface World {
  provider: CrmProvider;
  clock: Clock;
  memory?: WorkMemory;
  accountKey?: string;
}

/** Carries one event through, as the four nodes do. */
export async function chain(
  event: RingostatEvent,
  { provider, clock, memory = createRecentMemory(clock), accountKey = `chain ${Math.random()}` }: World,
): Promise<Outcome> {
  const card = await findResponsible(
    {
      event,
      team,
      order: ['deal', 'contact'],
      several: 'newestActivity',
      closedDeals: false,
      language: 'en',
      memory,
      accountKey,
    },
    provider,
  );
  const plan = applyMatrix({
    event,
    card,
    table: presets.hubspot.rows,
    preset: 'hubspot',
    callRecordIsTask: false,
    options: DEFAULT_OPTIONS,
  });
  return applyPlan(
    { plan, event, client: card.client, settings: noSettings, dryRun: false, memory, accountKey },
    provider,
    clock,
  );
}

/** Longest chain of requests of which each began after the one before had ended. */
export function depthOf(requests: RecordedRequest[]): number {
  const depths: number[] = [];
  requests.forEach((request, index) => {
    const before = requests
      .slice(0, index)
      .map((other, at) => ((other.finishedAt ?? Infinity) <= request.startedAt ? (depths[at] ?? 0) : 0));
    depths.push(1 + Math.max(0, ...before));
  });
  return Math.max(0, ...depths);
}
