/** The call record: an activity on the contact, the deal and the company. */
import type { CallRecordStep, CallRecordValues } from '../../model/plan';
import type { Properties } from './api';
import type { Target, Written } from '../engine/run';
import words from './calls.json';
import { HTML_MAX, toHtml } from '../engine/html';
import { CALL_ID } from './properties';
import { BODY, missingRecordings, RECORDING } from './late-recording';
import { writeOne } from '../engine/writer';
import { OUTCOME } from './remedies';
import { writing } from './writing';
import { utc } from '../engine/times';
import { filled, short } from './values';
import type { Work } from './work';
import { newWrite, type Write } from './write';
import { said } from '../../text/said';

/** HubSpot's player takes direct links to these files only. */
const PLAYABLE = /^https:\/\/[^\s]+\.(mp3|wav)(\?[^\s]*)?$/i;
/** Room kept for links that the text lacks; a call has one to three, a hostile payload many. */
const LINKS_MAX = 20_000;

/** The text, then the links to listen that are not in it: they must survive a text that is too long. */
function bodyOf({ body, recordings }: CallRecordValues, besides: string[], mark: string): string {
  const absent = besides.filter((link) => !body.includes(link));
  const links = absent.length > 0 ? toHtml(absent.join('\n'), recordings, LINKS_MAX) : '';
  const gap = body && links ? '<br>' : '';
  const room = HTML_MAX - gap.length - links.length - mark.length;
  return toHtml(body, recordings, room) + gap + links + mark;
}

/**
 * Values of the call record; `playable` false puts every recording into the body. `mark`: HTML at the end of the body, in
 * place of the key.
 */
export function callValues(
  { key, values }: CallRecordStep,
  { playable = true, mark = '' }: { playable?: boolean; mark?: string } = {},
): Properties {
  const { title, direction, status, startedAt, talk, from, to, recordings, ownerId, fields } = values;
  const recording = playable ? (recordings.find((link) => PLAYABLE.test(link)) ?? null) : null;
  const rest = recordings.filter((link) => link !== recording);
  return {
    ...filled({
      hs_timestamp: utc(startedAt),
      hs_call_title: short(title),
      hs_call_body: bodyOf(values, rest, mark),
      hs_call_direction: words.direction[direction],
      hs_call_status: words.status[status],
      [OUTCOME]: words.disposition[status],
      // Milliseconds.
      hs_call_duration: String(Math.max(0, Math.round(talk * 1000))),
      hs_call_from_number: from,
      hs_call_to_number: to,
      hs_call_recording_url: recording,
      hubspot_owner_id: ownerId,
      [CALL_ID]: mark ? null : key,
    }),
    ...filled(fields),
  };
}

function newCall(step: CallRecordStep, targets: Target[]): Write {
  const write: Write = newWrite(step, {
    type: 'calls',
    values: callValues(step),
    wanted: [RECORDING, BODY],
    targets,
    keys: [CALL_ID],
    needed: ['hs_timestamp'],
    action: said('doing.writeCall'),
    body: (mark) => callValues(step, { playable: RECORDING in write.values, mark })[BODY] ?? '',
  });
  return write;
}

/** Writes the call record or finds it by its key and adds a recording it lacks. Throws CrmError. */
export async function writeCall(work: Work, step: CallRecordStep, targets: Target[]): Promise<Written> {
  const written = await writeOne(writing(work), newCall(step, targets));
  const late = written.found ? missingRecordings(written.found, step, callValues(step)) : null;
  if (!late) return written;
  await work.api.update('calls', written.id, late, said('doing.addRecording'));
  return { ...written, notes: [...written.notes, said('mend.recording')] };
}
