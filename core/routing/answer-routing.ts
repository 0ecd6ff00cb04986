/** "Whom to ring?": an answer inside the budget, whatever the CRM does (F-01 … F-07). */
import { CrmError } from '../http/errors';
import type { CrmProvider } from '../crm/port';
import type { Clock } from '../http/types';
import { dialable, standIn, toDial } from '../team';
import type { Employee } from '../team/types';
import { buildCard, clientPhone, type FindInput } from './client-card';
import type { OwnerMemory, RecentMemory } from './memory';
import { because } from './reasons';
import type { ClientCard, RoutingAnswer } from './types';

/** Milliseconds; a call waits for the answer (reference anchors.md C2: a PBX gives 3 s at the least). */
export const DEFAULT_BUDGET_MS = 2000;
/** After the budget a late answer is still worth remembering; after this the request is given up. */
const GIVE_UP_MS = 15_000;

export interface RoutingInput extends Omit<FindInput, 'closedDeals' | 'memory'> {
  /** Milliseconds; not a positive number: the default. */
  budgetMs: number;
  /** Direction answered when nobody is found; empty: the scheme goes on. */
  reserve: string;
  memory: OwnerMemory & RecentMemory;
  /** SIP logins only, no numbers; a provider that says so itself (F-06) needs no setting. */
  onlySip?: boolean;
}
export interface RoutingResult {
  /** Null when the CRM gave no answer in time. */
  card: ClientCard | null;
  answer: RoutingAnswer;
}
type Found = Awaited<ReturnType<typeof buildCard>>;
type Race = { found: Found } | { fault: unknown } | { timeout: true };

/** Sleeping that was broken off counts as over, whether the host's clock resolves or rejects then. */
async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  try {
    await clock.sleep(ms, signal);
  } catch {
    return;
  }
}

/** Asks the CRM and remembers the owner's direction, also when the answer comes after the budget. */
async function ask(
  input: RoutingInput,
  provider: CrmProvider,
  clock: Clock,
  directions: (employee: Employee) => string[],
): Promise<Race> {
  const stop = new AbortController();
  const done = new AbortController();
  const limit = Math.max(GIVE_UP_MS, input.budgetMs);
  void pause(clock, limit, done.signal).then(() => {
    if (!done.signal.aborted) stop.abort();
  });
  try {
    const query = { ...input, closedDeals: false, entities: input.entities ?? [], signal: stop.signal };
    const found = await buildCard(query, provider, (employee) => directions(employee).length > 0);
    const phone = clientPhone(input.event, input.number);
    const direction = found.employee ? (directions(found.employee)[0] ?? '') : '';
    // The CRM has answered: an owner it no longer names must not be rung from memory.
    if (phone && !found.card.internal) input.memory.rememberOwner(input.accountKey, phone.digits, direction);
    return { found };
  } catch (fault) {
    return { fault };
  } finally {
    done.abort();
  }
}

function remembered(input: RoutingInput, directions: (employee: Employee) => string[]): string {
  const phone = clientPhone(input.event, input.number);
  const direction = phone ? input.memory.recallOwner(input.accountKey, phone.digits) : null;
  if (!direction) return '';
  // The team may have changed since: only a direction somebody active still has is rung.
  const { team } = input;
  const valid = team.employees.some(
    (row) => standIn(row, team) === row && directions(row).includes(direction),
  );
  return valid ? direction : '';
}

/** Only faults with a message made to be shown are quoted: others may hold a URL or a token. */
const messageOf = (fault: unknown): string =>
  fault instanceof CrmError ? fault.message : 'unexpected fault';

async function answerInTime(
  input: RoutingInput,
  provider: CrmProvider,
  clock: Clock,
): Promise<RoutingResult> {
  const startedAt = clock.now();
  const budgetMs = Number.isFinite(input.budgetMs) && input.budgetMs > 0 ? input.budgetMs : DEFAULT_BUDGET_MS;
  const { event, language } = input;
  const onlySip = provider.onlySip ?? input.onlySip ?? false;
  const directions = (employee: Employee): string[] =>
    dialable(employee, { onlySip, country: event.defaultCountry });
  const finish = (
    card: ClientCard | null,
    part: Pick<RoutingAnswer, 'direction' | 'decidedBy' | 'reason'>,
    others: string[] = [],
  ): RoutingResult => ({
    card,
    answer: { ...part, others, elapsedMs: clock.now() - startedAt },
  });
  const over = new AbortController();
  const race = await Promise.race([
    ask({ ...input, budgetMs }, provider, clock, directions),
    pause(clock, budgetMs, over.signal).then((): Race => ({ timeout: true })),
  ]);
  over.abort();
  const found = 'found' in race ? race.found : null;
  const card = found?.card ?? null;
  if (found?.employee && found.card.responsible) {
    const [direction = '', ...others] = directions(found.employee);
    const { entity, recordId } = found.card.responsible;
    const params = {
      employee: found.employee.name,
      entity,
      record: recordId,
      direction,
      others: others.join(', '),
    };
    return finish(
      card,
      { direction, decidedBy: 'found', reason: because(language, 'routing.answerFound', params) },
      others,
    );
  }
  const problem =
    'found' in race
      ? because(language, 'routing.problemNobody')
      : 'fault' in race
        ? because(language, 'routing.problemFault', { message: messageOf(race.fault) })
        : because(language, 'routing.problemTimeout', { budget: String(budgetMs) });
  const params = { problem: problem.text };
  const known = found ? '' : remembered(input, directions);
  if (known) {
    const reason = because(language, 'routing.answerRemembered', { ...params, direction: known });
    return finish(card, { direction: known, decidedBy: 'remembered', reason });
  }
  const reserve = toDial(input.reserve, event.defaultCountry);
  const code = reserve ? 'routing.answerReserve' : 'routing.answerEmpty';
  const reason = because(language, code, { ...params, direction: reserve });
  return finish(card, { direction: reserve, decidedBy: reserve ? 'reserve' : 'empty', reason });
}

/**
 * Takes the question and the settings of the node in routing mode. Returns the card (null without the CRM's answer)
 * and the answer: the first main direction of the responsible, else, when the CRM gave no answer, the last one known
 * of this number, else the reserve, else empty. Never throws; resolves within the budget by the given clock.
 */
export async function answerRouting(
  input: RoutingInput,
  provider: CrmProvider,
  clock: Clock,
): Promise<RoutingResult> {
  try {
    return await answerInTime(input, provider, clock);
  } catch {
    // A fault of our own must not keep a client waiting on the line.
    const problem = because(input.language, 'routing.problemFault', { message: messageOf(null) });
    const direction = input.reserve.trim();
    const code = direction ? 'routing.answerReserve' : 'routing.answerEmpty';
    const reason = because(input.language, code, { problem: problem.text, direction });
    return {
      card: null,
      answer: { direction, others: [], decidedBy: direction ? 'reserve' : 'empty', reason, elapsedMs: 0 },
    };
  }
}
