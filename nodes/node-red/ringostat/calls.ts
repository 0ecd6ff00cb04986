import type { Project } from '../ringostat-project/runtime';
import {
  clock,
  eventsOfLog,
  notInCrm,
  type CrmProvider,
  type RingostatEvent,
  type Span,
} from '../shared/product';
import type { RingostatSettings } from './types';

const HOUR_MS = 60 * 60 * 1000;

function time(text: string): string {
  return /^\d+$/.test(text) ? new Date(Number(text)).toISOString() : text;
}

/** Calls of the span as events, oldest first. Rows that cannot be read are told to `warn` and left out. */
export async function readEvents(input: {
  settings: RingostatSettings;
  project: Project;
  /** Null: the last hours of the settings. */
  span: Span | null;
  /** The CRM whose calls are left out; null: none is. */
  provider: CrmProvider | null;
  warn(text: string): void;
}): Promise<RingostatEvent[]> {
  const { settings, project } = input;
  const now = clock.now();
  const span = input.span ?? {
    from: new Date(now - settings.lastHours * HOUR_MS).toISOString(),
    to: new Date(now).toISOString(),
  };
  const log = await project.ringostat().calls({ from: time(span.from), to: time(span.to) });
  const { timeZone, defaultCountry, projectId } = project.settings;
  const { events, warnings } = eventsOfLog(
    log,
    { timeZone, defaultCountry, projectId: projectId || null, receivedAt: now },
    { direction: settings.direction, status: settings.status },
  );
  warnings.forEach(input.warn);
  const left = input.provider ? await notInCrm(events, input.provider) : events;
  return settings.limit > 0 ? left.slice(0, settings.limit) : left;
}
