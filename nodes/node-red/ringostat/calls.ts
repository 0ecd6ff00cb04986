import type { Project } from '../ringostat-project/runtime';
import {
  callKey,
  clock,
  EventError,
  rowToEvent,
  type OpenAccount,
  type RingostatEvent,
  type Span,
} from '../shared/product';
import type { RingostatSettings } from './types';

const HOUR_MS = 60 * 60 * 1000;
/** Calls asked for in one question to the CRM. */
const BATCH = 100;

function time(text: string): string {
  return /^\d+$/.test(text) ? new Date(Number(text)).toISOString() : text;
}

async function missing(events: RingostatEvent[], account: OpenAccount): Promise<RingostatEvent[]> {
  const key = (event: RingostatEvent): string => callKey(event.projectId, event.callId ?? '');
  const seen = new Set<string>();
  for (let start = 0; start < events.length; start += BATCH) {
    const found = await account.provider.seen(events.slice(start, start + BATCH).map(key));
    for (const callId of found) seen.add(callId);
  }
  return events.filter((event) => !seen.has(key(event)));
}

/** Calls of the span as events, oldest first. Rows that cannot be read are told to `warn` and left out. */
export async function readEvents(input: {
  settings: RingostatSettings;
  project: Project;
  /** Null: the last hours of the settings. */
  span: Span | null;
  account: OpenAccount | null;
  warn(text: string): void;
}): Promise<RingostatEvent[]> {
  const { settings, project } = input;
  const now = clock.now();
  const span = input.span ?? {
    from: new Date(now - settings.lastHours * HOUR_MS).toISOString(),
    to: new Date(now).toISOString(),
  };
  const log = await project.ringostat().calls({ from: time(span.from), to: time(span.to) });
  log.warnings.forEach(input.warn);
  const { timeZone, defaultCountry, projectId } = project.settings;
  const events = log.rows.flatMap((row) => {
    try {
      return [rowToEvent(row, { timeZone, defaultCountry, projectId: projectId || null, receivedAt: now })];
    } catch (error) {
      if (!(error instanceof EventError)) throw error;
      input.warn(error.message);
      return [];
    }
  });
  const wanted = events.filter(
    (event) =>
      (settings.direction === 'any' || event.direction === settings.direction) &&
      (settings.status === 'any' || (event.status === 'answered') === (settings.status === 'answered')),
  );
  const left = input.account ? await missing(wanted, input.account) : wanted;
  return settings.limit > 0 ? left.slice(0, settings.limit) : left;
}
