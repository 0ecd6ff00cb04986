import {
  clock,
  DESK_DEFAULTS,
  HOME_TIME_ZONE,
  readDeskHours,
  readLadder,
  sweepMissed,
  type RingostatEvent,
  type Team,
} from '../host/product';
import type { Run } from './run';

/** Calls of the log: a list of payloads, as a join node makes it, or one. */
function eventsOf(given: unknown): RingostatEvent[] {
  const list: unknown[] = Array.isArray(given) ? given : [given];
  return list.flatMap((one) => {
    const event = typeof one === 'object' && one !== null && 'event' in one ? one.event : null;
    return typeof event === 'object' && event !== null ? [event as RingostatEvent] : [];
  });
}

/**
 * Makes the open missed tasks right by the call log in the message. Sends the report, then a message for each lost call, to be
 * sent through the flow.
 */
export async function sweepCalls(run: Run, given: unknown, team: Team): Promise<void> {
  const { settings, account } = run;
  const events = eventsOf(given);
  const [first] = events;
  const { lost, ...sweep } = await sweepMissed(
    {
      events,
      team,
      settings: {
        language: settings.language ?? 'en',
        ladder: readLadder(settings.ladder ?? DESK_DEFAULTS.ladder),
        workingHours: readDeskHours(settings.deskHours ?? DESK_DEFAULTS.deskHours),
        closeMissedAfter: Number(settings.closeMissedAfter ?? 10),
        timeZone: first?.timeZone ?? HOME_TIME_ZONE,
        defaultCountry: first?.defaultCountry ?? settings.defaultCountry,
      },
      dryRun: settings.dryRun,
    },
    account.provider,
    clock,
  );
  run.finish({ sweep }, `${sweep.open}`);
  for (const event of lost) run.more({ event });
}
