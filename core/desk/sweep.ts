/**
 * The sweep of the missed-call desk: compares the open missed tasks of a CRM with the call log and makes them right, whatever
 * events were lost, late or out of order. It changes nothing that is right, so it may run as often as one likes.
 */
import type { Amendment, CrmProvider } from '../crm/port';
import { CrmError } from '../http/errors';
import type { Clock } from '../http/types';
import { linesOf, missedTask, type MissedTask } from '../matrix/missed-task';
import { timeOf } from '../matrix/names';
import { signName } from '../matrix/names-of-people';
import { keyOfCall } from '../matrix/this-call';
import type { RingostatEvent } from '../model/event';
import type { StepError } from '../model/outcome';
import { formatDuration, formatMoment, LANGUAGES, say } from '../text/text';
import { historiesOf, noHistory, unanswered, type History, type Moment } from './history';
import { nextRung, type Handing } from './ladder';
import { overdueOf, ownerName, type Waiting } from './overdue';
import type { Sweep, SweepInput, SweptTask } from './types';

interface Work extends SweepInput {
  provider: CrmProvider;
  now: number;
  histories: Map<string, History>;
}

/** Changes a task, or only says so; a refusal is told with the task and keeps nothing else from being done. */
async function swept(
  { provider, dryRun }: Work,
  { task, client }: MissedTask,
  line: string,
  change: Omit<Extract<Amendment, { lines: string[] }>, 'lines'>,
): Promise<SweptTask> {
  let error: StepError | null = null;
  try {
    if (!dryRun) await provider.earlier?.amend(task, { lines: [line], ...change }, task.links);
  } catch (fault) {
    if (!(fault instanceof CrmError)) throw fault;
    error = fault.toStepError();
  }
  return { taskId: task.id, number: client, reason: line, error };
}

/** The first conversation after the missed call, or the call itself that read as missed while it ran. */
const talkAfter = ({ at, call }: MissedTask, { talks }: History): Moment | undefined =>
  talks.find((talk) => at === null || talk.at > at || keyOfCall(talk.event) === call);

function talkedLine({ settings, team }: Work, { at }: MissedTask, talk: Moment): string {
  const { event } = talk;
  const { language, timeZone } = settings;
  const { id, extension, email } = event.employee;
  const known = team.employees.find(
    (one) =>
      (id !== null && one.id === id) ||
      (email !== null && one.email === email) ||
      (extension !== null && one.extension === extension),
  );
  return say(language, 'line.missed.talked', {
    employee: event.employee.name ?? known?.name ?? signName(event.employee) ?? say(language, 'nobody'),
    time: formatMoment(timeOf(event), timeZone, language),
    talk: formatDuration(event.durations.talk ?? 0, language),
    after: at === null ? '–' : formatDuration((talk.at - at) / 1000, language),
  });
}

/** Missed tasks with the client's number, which the log tells where the text does not. */
async function readOpen({ provider, settings, events }: Work): Promise<MissedTask[]> {
  const numbers = new Map(events.map((event) => [keyOfCall(event), event.clientNumber]));
  const tasks = (await provider.tasks?.open()) ?? [];
  return tasks
    .flatMap((task) => missedTask(task, settings.defaultCountry) ?? [])
    .map((one) => ({ ...one, client: one.client ?? numbers.get(one.call) ?? null }))
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || a.task.id.localeCompare(b.task.id));
}

async function close(work: Work, tasks: MissedTask[]): Promise<{ left: MissedTask[]; closed: SweptTask[] }> {
  const [left, closed]: [MissedTask[], SweptTask[]] = [[], []];
  for (const one of tasks) {
    const talk = talkAfter(one, work.histories.get(one.client ?? '') ?? noHistory);
    if (talk) closed.push(await swept(work, one, talkedLine(work, one, talk), { done: true }));
    else left.push(one);
  }
  return { left, closed };
}

/** One task a client: the oldest stays. */
async function merge(work: Work, tasks: MissedTask[]): Promise<{ left: MissedTask[]; merged: SweptTask[] }> {
  const [left, merged]: [MissedTask[], SweptTask[]] = [[], []];
  const seen = new Set<string>();
  const line = say(work.settings.language, 'line.missed.double');
  for (const one of tasks) {
    if (one.client !== null && seen.has(one.client))
      merged.push(await swept(work, one, line, { done: true }));
    else left.push(one);
    if (one.client !== null) seen.add(one.client);
  }
  return { left, merged };
}

function handedLine({ settings, team, now }: Work, { at }: MissedTask, { rung, ownerId }: Handing): string {
  return say(settings.language, 'line.missed.handed', {
    rung,
    owner: ownerName(team, ownerId) ?? ownerId,
    waited: at === null ? '–' : formatDuration(Math.floor((now - at) / 60_000) * 60, settings.language),
  });
}

/** Hands on what waits too long, and gives what nobody has to the senior. */
async function handOn(
  work: Work,
  tasks: MissedTask[],
): Promise<{ waiting: Waiting[]; handedOn: SweptTask[] }> {
  const { settings, team, now } = work;
  const [waiting, handedOn]: [Waiting[], SweptTask[]] = [[], []];
  for (const one of tasks) {
    const handing = nextRung(one, settings, team, now);
    if (handing) {
      const { ownerId } = handing;
      const told = await swept(work, one, handedLine(work, one, handing), { done: false, ownerId });
      handedOn.push(told);
      waiting.push({ one, handing: told.error ? null : handing });
      continue;
    }
    if (one.task.ownerId === null && team.senior !== null) {
      const line = say(settings.language, 'line.missed.unowned', {
        owner: ownerName(team, team.senior) ?? team.senior,
      });
      handedOn.push(await swept(work, one, line, { done: false, ownerId: team.senior }));
    }
    waiting.push({ one, handing: null });
  }
  return { waiting, handedOn };
}

/** The task tells this call already: as its own, or in a line. */
function tells({ task, call }: MissedTask, event: RingostatEvent, zone: string): boolean {
  if (call === keyOfCall(event)) return true;
  const lines = linesOf(task.text);
  return LANGUAGES.some((language) => {
    const moment = formatMoment(timeOf(event), zone, language);
    return lines.some((line) => line.includes(moment));
  });
}

/** Calls in vain after the last conversation of which the CRM knows nothing. Throws CrmError. */
async function lostCalls(work: Work, tasks: MissedTask[]): Promise<RingostatEvent[]> {
  const { histories, provider, settings } = work;
  const wanted = [...histories.values()]
    .flatMap(unanswered)
    .filter(({ event }) => {
      const own = tasks.filter(({ client }) => client === event.clientNumber);
      return !own.some((one) => tells(one, event, settings.timeZone));
    })
    .sort((a, b) => a.at - b.at)
    .map(({ event }) => event);
  if (wanted.length === 0) return [];
  const seen = await provider.seen(wanted.map(keyOfCall));
  return wanted.filter((event) => !seen.has(keyOfCall(event)));
}

/** Takes the log, the team and the desk; makes the tasks right. Throws CrmError when the CRM cannot be read. */
export async function sweepMissed(
  input: SweepInput,
  provider: CrmProvider,
  clock: Pick<Clock, 'now'>,
): Promise<Sweep> {
  const before = provider.requests?.() ?? 0;
  const { settings, events } = input;
  const ladder = [...settings.ladder].sort((a, b) => a.afterMinutes - b.afterMinutes);
  const histories = historiesOf(events, settings.closeMissedAfter);
  const work: Work = { ...input, settings: { ...settings, ladder }, provider, now: clock.now(), histories };
  const tasks = await readOpen(work);
  const lost = await lostCalls(work, tasks);
  const { left, closed } = await close(work, tasks);
  const { left: single, merged } = await merge(work, left);
  const { waiting, handedOn } = await handOn(work, single);
  const { rows, text } = overdueOf(waiting, histories, input.team, work.settings, work.now);
  return {
    closed,
    merged,
    handedOn,
    lost,
    overdue: rows,
    text,
    open: single.length,
    dryRun: input.dryRun,
    requests: (provider.requests?.() ?? 0) - before,
  };
}
