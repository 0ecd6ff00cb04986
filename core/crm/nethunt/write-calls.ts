/**
 * The call record: a record in the folder "Ringostat calls" (NH-08), and where the builder wants it, a call log on the
 * timeline of the contact or deal. A workspace without that folder gets the call log.
 */
import type { CallRecordStep } from '../../model/plan';
import { CrmError } from '../../http/errors';
import { utc } from '../engine/times';
import { cut, shorten } from '../engine/text';
import type { Target, Written } from '../engine/run';
import { idsOf } from './create';
import { netHuntError } from './errors';
import type { Layout } from './layout';
import { fold, kindOf } from './kinds';
import { addRecordings } from './late-recording';
import { keyOf, markerOf } from './records';
import type { Values } from './values';
import { newWrite, type Write } from './write';
import { writeRecord } from './write-record';
import words from './words.json';
import type { Work } from './work';
import { said } from '../../text/said';

/** Longest text of a call log sent. */
const LOG_MAX = 10_000;
type Language = 'en' | 'uk' | 'ru';

/** Language of the report: that of the names the builder gave its fields. */
function languageOf(layout: Layout): Language {
  const names = [layout.nameOf('callRecord', 'direction'), layout.nameOf('callRecord', 'time')].map((name) =>
    fold(name ?? ''),
  );
  if (words.callTypes.uk.some((name) => names.includes(name))) return 'uk';
  return words.callTypes.ru.some((name) => names.includes(name)) ? 'ru' : 'en';
}

/** Values of the report's record by meaning. */
export function reportValues(layout: Layout, { values }: CallRecordStep, targets: Target[]): Values {
  const { title, body, direction, status, startedAt, talk, from, to, recordings, ownerId } = values;
  const said = words[languageOf(layout)];
  const listed = layout.nameOf('callRecord', 'recording') !== null;
  const absent = listed ? [] : recordings.filter((link) => !body.includes(link));
  return {
    name: shorten(title, 255),
    direction: said.direction[direction],
    number: direction === 'incoming' ? from : to,
    time: utc(startedAt),
    status: said.status[status],
    // Seconds.
    talk: Math.max(0, Math.round(talk)),
    contact: idsOf(targets, 'contact'),
    deal: idsOf(targets, 'deal'),
    company: idsOf(targets, 'company'),
    owner: ownerId ? [ownerId] : null,
    recording: recordings.join('\n'),
    description: [body, ...absent].filter(Boolean).join('\n'),
  };
}

export function reportOf({ layout }: Work, step: CallRecordStep, targets: Target[]): Write {
  return newWrite(step, targets, {
    kind: 'callRecord',
    meanings: reportValues(layout, step, targets),
    key: step.key,
    identity: {
      kind: 'callRecord',
      wanted: [{ field: layout.nameOf('callRecord', 'callId'), texts: [step.key] }],
      isSame: (record) => keyOf(layout, 'callRecord', record) === step.key,
    },
    action: said('doing.writeCall'),
    renamed() {
      const { direction, status, description } = reportValues(layout, step, targets);
      return { direction, status, description };
    },
  });
}

/** Text of the call log: the facts, links that are not among them, the marker at the end (docs/reference/nethunt.md#call-logs). */
export function logText({ key, values: { title, body, recordings } }: CallRecordStep): string {
  const absent = recordings.filter((link) => !body.includes(link));
  const end = [...absent, markerOf(key)].join('\n');
  return `${cut([title, body].filter(Boolean).join('\n'), LOG_MAX - end.length - 1)}\n${end}`;
}

/** The log of this call on the record, if it is there. */
async function loggedBefore(work: Work, step: CallRecordStep, target: Target): Promise<string | null> {
  const { layout, since } = work;
  const logs = await layout.api.newCallLogs(await layout.folder(kindOf(target.entity) ?? 'contact'), since);
  const same = logs.find(({ recordId, text }) => recordId === target.id && text.includes(markerOf(step.key)));
  return same?.id ?? null;
}

/** Writes the call log on the deal, else the contact, else the company. Throws CrmError. */
export function writeLog(work: Work, step: CallRecordStep, target: Target): Promise<Written> {
  const { layout } = work;
  const flight = `callLog ${step.key} ${target.id}`;
  const { startedAt, talk } = step.values;
  return layout.creation(flight, async (): Promise<Written> => {
    const before = layout.begin(flight) || work.begunElsewhere;
    const known = before ? await loggedBefore(work, step, target) : null;
    if (known !== null) return { id: known, status: 'alreadyThere', notes: [] };
    // Minutes, with two decimals (docs/reference/nethunt.md#call-logs).
    const duration = Math.round(Math.max(0, talk) / 0.6) / 100;
    for (let repeat = 0; ; repeat += 1) {
      try {
        const log = { text: logText(step), time: utc(startedAt), duration };
        return { id: await layout.api.logCall(target.id, log, repeat), status: 'created', notes: [] };
      } catch (error) {
        if (!(error instanceof CrmError) || error.kind !== 'outcomeUnknown') throw error;
        const done = await loggedBefore(work, step, target);
        if (done !== null) return { id: done, status: 'created', notes: [] };
        if (repeat >= 2) throw error;
      }
    }
  });
}

/** Record the timeline belongs to: the contact, since a call is a talk with a person; else deal, else company. */
const timelineOf = (targets: Target[]): Target | null =>
  (['contact', 'deal', 'company'] as const)
    .map((entity) => targets.find((target) => target.entity === entity))
    .find((target) => target !== undefined) ?? null;

/** Writes the call where the settings want it. Throws CrmError. */
export async function writeCall(work: Work, step: CallRecordStep, targets: Target[]): Promise<Written> {
  const { layout } = work;
  const { calls } = layout.settings;
  const timeline = layout.api.timelines ? timelineOf(targets) : null;
  const folder = calls === 'timeline' && timeline ? null : await layout.folderOrNull('callRecord');
  if (folder === null) {
    if (timeline) return writeLog(work, step, timeline);
    throw netHuntError(
      'notFound',
      `the call ${layout.api.timelines ? 'belongs to no record' : 'can stand on no timeline (API v2 has no call logs)'} and there is no folder for calls, so it has no place.`,
      'Make a folder named "Ringostat calls" in NetHunt, or choose the folder of calls in the node.',
      'Ringostat calls',
    );
  }
  const written = await writeRecord(work, reportOf(work, step, targets));
  const later = written.found ? await addRecordings(work, step, written.found) : false;
  if (calls === 'both' && timeline) await writeLog(work, step, timeline);
  return later ? { ...written, notes: [...written.notes, said('mend.recording')] } : written;
}
