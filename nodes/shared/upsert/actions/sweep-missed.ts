import {
  HOME_COUNTRY,
  HOME_TIME_ZONE,
  parseTeam,
  readDeskHours,
  readLadder,
  sweepMissed,
  type Language,
  type RingostatEvent,
} from '../../../../core';
import { clock } from '../../clock';
import type { ItemResult } from '../../items';
import { textOf, valueOf, type Run } from './run';

/** Calls of the log among the items. */
function eventsOf({ context }: Run): RingostatEvent[] {
  return context.getInputData().flatMap(({ json }) => {
    const event: unknown = json['event'];
    return typeof event === 'object' && event !== null ? [event as RingostatEvent] : [];
  });
}

/**
 * Once for all items, which are the call log: makes the open missed tasks right. Gives the report as the first item, then an
 * item for each call that is lost, to be sent through the flow.
 */
export async function sweepItems(run: Run): Promise<ItemResult[]> {
  if (run.itemIndex > 0) return [];
  const events = eventsOf(run);
  const [first] = events;
  const { lost, ...sweep } = await sweepMissed(
    {
      events,
      team: parseTeam(valueOf<unknown>(run, 'teamJson', '[]'), textOf(run, 'senior')),
      settings: {
        language: valueOf<Language>(run, 'language', 'en'),
        ladder: readLadder(textOf(run, 'ladder') ?? ''),
        workingHours: readDeskHours(textOf(run, 'deskHours') ?? ''),
        closeMissedAfter: valueOf(run, 'closeMissedAfter', 10),
        timeZone: first?.timeZone ?? HOME_TIME_ZONE,
        defaultCountry: first?.defaultCountry ?? HOME_COUNTRY,
      },
      dryRun: valueOf(run, 'dryRun', false),
    },
    run.account.provider,
    clock,
  );
  return [{ json: { sweep } }, ...lost.map((event) => ({ json: { event } }))];
}
