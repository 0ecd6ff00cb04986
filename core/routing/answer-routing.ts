/** "Whom to ring?": an answer inside the budget, whatever the CRM does (F-01 … F-08). */
import { CrmError } from '../http/errors';
import type { CrmProvider } from '../crm/port';
import type { Clock } from '../http/types';
import { dialable, standIn, toDial, withoutLeft, type CrmUsers } from '../team';
import type { Employee, Team } from '../model/team';
import { buildCard, clientPhone } from './client-card';
import type { FindInput } from './find-input';
import type { OwnerMemory, RecentMemory } from './memory';
import { because } from './reasons';
import { timeOf, type TimeLeft } from './time-left';
import type { ClientCard, RoutingAnswer } from '../model/client';

/** Part of the time left after which a list of users that is not there yet is done without: the owner is known then. */
const USERS_PART = 0.7;

export interface RoutingInput extends Omit<FindInput, 'closedDeals' | 'memory' | 'team'> {
  /** The team, or how it is read: what takes too long or fails leaves the memory and the reserve. */
  team: Team | (() => Promise<Team>);
  /** Milliseconds from the arrival of the question (`event.receivedAt`); not a positive number: the default. */
  budgetMs: number;
  /** Direction answered when nobody is found, as typed; empty: the scheme goes on. */
  reserve: string;
  memory: OwnerMemory & RecentMemory;
  /** SIP logins only, no numbers; a provider that says so itself (F-06) needs no setting. */
  onlySip?: boolean;
  /** Users of the CRM, so that nobody is rung who has left it; asked once somebody would be rung. Absent: not looked at. */
  users?: () => Promise<CrmUsers | null>;
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

/** One question while it is worked on. */
class Question {
  /** As far as it was read. */
  team: Team | null = null;
  readonly over = new AbortController();

  constructor(
    private readonly input: RoutingInput,
    private readonly provider: CrmProvider,
    private readonly clock: Clock,
    private readonly time: TimeLeft,
  ) {}

  directions(employee: Employee): string[] {
    const onlySip = this.provider.onlySip ?? this.input.onlySip ?? false;
    return dialable(employee, { onlySip, country: this.input.event.defaultCountry });
  }

  /** Null when nobody could tell in time: an owner is rung rather than nobody. */
  private async users(): Promise<CrmUsers | null> {
    const { users } = this.input;
    if (!users) return null;
    const enough = new AbortController();
    const late = pause(this.clock, this.time.leftMs() * USERS_PART, enough.signal).then(() => null);
    const read = users().catch(() => null);
    return Promise.race([read, late]).finally(() => enough.abort());
  }

  /** Asks the CRM and remembers the owner's direction, also when the answer comes after the budget. */
  async ask(): Promise<Race> {
    const { input, provider } = this;
    try {
      const team = typeof input.team === 'function' ? await input.team() : input.team;
      this.team = team;
      const { signal } = this.over;
      const query = { ...input, team, closedDeals: false, entities: input.entities ?? [], signal };
      const found = await buildCard(query, provider, {
        canTake: (employee) => this.directions(employee).length > 0,
        present: async (all) => (this.team = withoutLeft(all, await this.users())),
      });
      const phone = clientPhone(input.event, input.number);
      const direction = found.employee ? (this.directions(found.employee)[0] ?? '') : '';
      // The CRM has answered: an owner it no longer names must not be rung from memory, unless the team lacks people.
      if (phone && !found.card.internal && (direction || !lacks(team)))
        input.memory.rememberOwner(input.accountKey, phone.digits, direction);
      return { found };
    } catch (fault) {
      return { fault };
    }
  }

  /** The last direction answered for this number; empty when there is none or nobody has it any more. */
  remembered(): string {
    const { input, team } = this;
    const phone = clientPhone(input.event, input.number);
    const direction = phone ? input.memory.recallOwner(input.accountKey, phone.digits) : null;
    if (!direction) return '';
    if (!team || lacks(team)) return direction;
    // The team may have changed since: only a direction somebody active still has is rung.
    const valid = team.employees.some(
      (row) => standIn(row, team) === row && this.directions(row).includes(direction),
    );
    return valid ? direction : '';
  }
}

const lacks = (team: Team): boolean => (team.notes ?? []).some(({ readAt }) => readAt === null);

/** Only faults with a message made to be shown are quoted: others may hold a URL or a token. */
const messageOf = (fault: unknown): string =>
  fault instanceof CrmError ? fault.message : 'unexpected fault';

function problemOf(
  race: Race,
  { team }: Question,
  { budgetMs }: TimeLeft,
  language: RoutingInput['language'],
): string {
  const note = team?.notes?.find(({ readAt }) => readAt === null);
  if ('fault' in race)
    return because(language, 'routing.problemFault', { message: messageOf(race.fault) }).text;
  if ('timeout' in race)
    return because(language, 'routing.problemTimeout', { budget: String(budgetMs) }).text;
  if (note) return because(language, 'routing.problemTeam', { message: note.message }).text;
  return because(language, 'routing.problemNobody').text;
}

async function answerInTime(
  input: RoutingInput,
  provider: CrmProvider,
  clock: Clock,
): Promise<RoutingResult> {
  const time = timeOf(input.event, input.budgetMs, clock);
  const question = new Question(input, provider, clock, time);
  const { event, language } = input;
  const finish = (
    card: ClientCard | null,
    part: Pick<RoutingAnswer, 'direction' | 'decidedBy' | 'reason'>,
    others: string[] = [],
  ): RoutingResult => ({ card, answer: { ...part, others, elapsedMs: time.spentMs() } });
  const inTime = new AbortController();
  const race: Race =
    time.leftMs() > 0
      ? await Promise.race([
          question.ask(),
          pause(clock, time.leftMs(), inTime.signal).then((): Race => ({ timeout: true })),
        ])
      : { timeout: true };
  inTime.abort();
  // What waits for a place in the account's queue leaves it (F-08).
  if ('timeout' in race) question.over.abort();
  const found = 'found' in race ? race.found : null;
  const card = found?.card ?? null;
  if (found?.employee && found.card.responsible) {
    const [direction = '', ...others] = question.directions(found.employee);
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
  const params = { problem: problemOf(race, question, time, language) };
  const known = found && !(question.team && lacks(question.team)) ? '' : question.remembered();
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
 * and the answer: the first main direction of the responsible, else, when the CRM gave no answer or the team cannot be
 * read, the last one known of this number, else the reserve, else empty. Never throws; resolves within the budget by the
 * given clock, counted from the arrival of the question, less what the answer's way may take.
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
    const direction = toDial(input.reserve, input.event.defaultCountry);
    const code = direction ? 'routing.answerReserve' : 'routing.answerEmpty';
    const reason = because(input.language, code, { problem: problem.text, direction });
    return {
      card: null,
      answer: { direction, others: [], decidedBy: direction ? 'reserve' : 'empty', reason, elapsedMs: 0 },
    };
  }
}
