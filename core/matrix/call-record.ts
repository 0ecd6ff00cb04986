/** The step that writes the call record: one per call, also when it was transferred. */
import { DateTime } from 'luxon';
import { addressOf } from '../event/party';
import type { RingostatEvent } from '../model/event';
import type { CallRecordStep, CallRecordValues, RecordRef } from '../model/plan';
import { say } from '../text/text';
import { because, note, type Draft } from './draft';
import { allRecordings, factLines } from './lines';
import { clientText, timeOf } from './names';
import { oneLine } from './one-line';
import { rowFacts } from './rows';

/** End of the call; from start and length when Ringostat did not send it. */
export function endOf(event: RingostatEvent): string {
  // An analysis comes minutes later: what it asks for is due from then on.
  if (event.kind === 'analysis') return event.receivedAt;
  if (event.times.endedAt) return event.times.endedAt;
  const { startedAt } = event.times;
  const { total } = event.durations;
  if (startedAt === null) return event.receivedAt;
  if (total === null) return event.moment === 'ended' ? event.receivedAt : startedAt;
  return (
    DateTime.fromISO(startedAt, { setZone: true })
      .plus({ seconds: total })
      .toISO({ suppressMilliseconds: true }) ?? startedAt
  );
}

function statusOf(event: RingostatEvent): CallRecordValues['status'] {
  if (event.status === 'voicemail') return 'voicemail';
  if (event.status === 'answered' || (event.durations.talk ?? 0) > 0) return 'answered';
  return event.status === 'failed' ? 'failed' : 'missed';
}

/** Deal (or lead), contact and company, those that there are. */
function linksOfCall({ refs }: Draft): RecordRef[] {
  return [refs.deal ?? refs.lead, refs.contact, refs.company].filter((ref) => ref !== undefined);
}

/** Adds the call record when it is ticked and the event is the end of a call; notes why not. */
export function addCallRecord(draft: Draft): void {
  const { event, actions, row, callKey } = draft;
  if (!actions.callRecord || actions.attributionOnly) return;
  if (event.kind === 'form') return note(draft, 'note.callRecord.form');
  if (event.kind === 'analysis') return note(draft, 'note.callRecord.analysis');
  if (event.moment !== 'ended') return note(draft, 'note.callRecord.early');
  const { language } = draft.options;
  const direction = event.direction ?? 'incoming';
  const status = statusOf(event);
  const client = event.clientNumber ?? addressOf(event.clientNumberAsSent);
  const ours = event.ownLine ?? event.employee.direction;
  const title = say(language, `call.title.${direction}.${status}`, {
    client: clientText(event, language, draft.card.client.contact?.name ?? draft.card.client.lead?.name),
  });
  const step: CallRecordStep = {
    id: 'callRecord',
    kind: 'callRecord',
    key: callKey,
    reason: because(draft, 'why.callRecord', { row }),
    values: {
      title: oneLine(title),
      body: factLines({ event, card: draft.card, language }, rowFacts[row].employee === 'unmapped').join(
        '\n',
      ),
      direction,
      status,
      startedAt: timeOf(event),
      endedAt: endOf(event),
      talk: event.durations.talk ?? 0,
      from: direction === 'incoming' ? client : ours,
      to: direction === 'incoming' ? ours : client,
      recordings: allRecordings(event),
      ownerId: draft.manager?.crmUserId ?? null,
      callId: callKey,
      fields: {},
    },
    links: linksOfCall(draft),
  };
  draft.steps.push(step);
}
