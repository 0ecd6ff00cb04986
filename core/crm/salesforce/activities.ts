/** Tasks and call records: both are Tasks, the call by its subtype. Their text is plain. */
import { callOfTask } from '../../plan/keys';
import type { CallRecordStep, CallRecordValues, TaskStep } from '../../model/plan';
import { cut, shorten } from '../engine/text';
import { utc } from '../engine/times';
import { DONE_STATUS } from './defaults';
import type { Target } from '../engine/run';
import { TASK_KEY } from './own-fields';
import { filled, MAX } from './values';
import type { Values } from './types';
import words from './words.json';

/** Room kept for links that the text lacks; a call has one to three, a hostile payload many. */
const LINKS_MAX = 8000;
/** The day as the project's people see it: the time carries their offset. */
const dayOf = (iso: string): string | null => /^\d{4}-\d{2}-\d{2}/.exec(iso)?.[0] ?? null;

/** The text, then the links to listen that are not in it: they must survive a text that is too long. */
export function textWith(body: string, recordings: readonly string[]): string {
  const tooLong = body.length > MAX.longText - LINKS_MAX;
  const kept = shorten(body, tooLong && recordings.length > 0 ? MAX.longText - LINKS_MAX : MAX.longText);
  let text = kept;
  for (const link of recordings.filter((one) => !kept.includes(one))) {
    const longer = text ? `${text}\n${link}` : link;
    if (longer.length <= MAX.longText) text = longer;
  }
  return text;
}

/** Values of the call record, links aside. */
export function callValues({ key, values }: CallRecordStep): Values {
  const { title, body, direction, status, startedAt, talk, recordings, ownerId, fields } = values;
  return {
    ...filled({
      Subject: shorten(title, MAX.text),
      Description: textWith(body, recordings),
      TaskSubtype: 'Call',
      CallType: words.direction[direction],
      CallDisposition: words.disposition[status],
      // Whole seconds of talk.
      CallDurationInSeconds: Math.max(0, Math.round(talk)),
      // Filterable in orgs that lack our key.
      CallObject: cut(key, MAX.text),
      Priority: 'Normal',
      ActivityDate: dayOf(startedAt),
      OwnerId: ownerId,
      [TASK_KEY]: key,
    }),
    Status: DONE_STATUS,
    ...filled(fields),
  };
}

/** What tells a replay that a plan which writes no call record is done (seen.ts): it goes on the last of its tasks. */
export const sealOf = ({ key, values }: TaskStep): Values => ({
  CallObject: cut(callOfTask(key, values.role), MAX.text),
});

/** Values of a task, links aside. An open one reminds at its due time: a task itself has a day only. */
export function taskValues({ key, values }: TaskStep): Values {
  const { state, subject, body, dueAt, ownerId, fields } = values;
  const open = state === 'open';
  return {
    ...filled({
      Subject: shorten(subject, MAX.text),
      Description: shorten(body, MAX.longText),
      Priority: open ? 'High' : 'Normal',
      ActivityDate: dayOf(dueAt),
      ...(open ? { IsReminderSet: true, ReminderDateTime: utc(dueAt) } : {}),
      OwnerId: ownerId,
      [TASK_KEY]: key,
    }),
    // Without a status an open task gets the org's default one.
    ...(open ? {} : { Status: DONE_STATUS }),
    ...filled(fields),
  };
}

/** Ids of leads begin so. By hand a lead may be given where a contact is asked. */
const LEAD_ID = /^00Q/;

/**
 * WhoId is a person, WhatId a deal or company; beside a lead in WhoId, WhatId must be empty.
 * So a lead stands alone unless there is a deal.
 */
export function whoAndWhat(targets: Target[]): Values {
  const of = (entity: Target['entity']): string | undefined =>
    targets.find((target) => target.entity === entity)?.id;
  const deal = of('deal');
  const lead = of('lead');
  const contact = of('contact');
  if (lead !== undefined && deal === undefined) return { WhoId: lead };
  if (contact !== undefined && LEAD_ID.test(contact))
    return deal === undefined ? { WhoId: contact } : { WhatId: deal };
  const what = deal ?? of('company');
  return {
    ...(contact === undefined ? {} : { WhoId: contact }),
    ...(what === undefined ? {} : { WhatId: what }),
  };
}

/** Recordings that the text of a call record there already does not show. */
export function missingRecordings(description: string, { recordings }: CallRecordValues): string[] {
  return recordings.filter((link) => !description.includes(link));
}
