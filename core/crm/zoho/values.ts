/** Values of new records by Zoho's names. Empty ones are left out, so that no field is cleared. */
import type { CallRecordStep, CreateStep, TaskStep } from '../../model/plan';
import { callOfTask, phoneKey } from '../../plan/keys';
import { cut, shorten } from '../engine/text';
import { CALL_ID, attributionByField, PHONE_KEY, STATE_KEY, TASK_KEY } from './own-fields';
import { NAME_FIELD, recordModule, type Module } from './modules';
import { placeOf } from './pipelines';
import words from './words.json';

export type Values = Record<string, unknown>;

/** Longest values Zoho takes. */
const TEXT_MAX = 255;
const DESCRIPTION_MAX = 32_000;
const NAME_MAX: Record<Module, number> = {
  Leads: 80,
  Contacts: 80,
  Accounts: 200,
  Deals: 120,
  Calls: 255,
  Tasks: 255,
};
/** First stage of every organisation, whatever it is called on the screen; a refusal leads to the real first one. */
const FIRST_STAGE = 'Qualification';

function filled(values: Record<string, string | null | undefined>, max = DESCRIPTION_MAX): Values {
  return Object.fromEntries(
    Object.entries(values)
      .filter((entry): entry is [string, string] => Boolean(entry[1]?.trim()))
      .map(([name, value]) => [name, cut(value, max)]),
  );
}
const owner = (id: string | null): Values => (id ? { Owner: { id } } : {});
const named = (module: Module, name: string): Values =>
  filled({ [NAME_FIELD[module]]: shorten(name, NAME_MAX[module]) });

/** Where a new deal goes: as chosen, else the stage every organisation starts with. */
function place({ pipeline, stage }: CreateStep['values']): Values {
  const { value = null, layout = null } = pipeline ? placeOf(pipeline) : {};
  return {
    ...filled({ Stage: stage ?? (pipeline ? null : FIRST_STAGE), Pipeline: value }),
    ...(layout ? { Layout: { id: layout } } : {}),
  };
}

/** Values of a contact, company, lead or deal to be made, links left out. */
export function recordValues(step: CreateStep): Values {
  const { kind, key, stateKey, values } = step;
  const { name, phone, email, callId, ownerId, attribution, fields } = values;
  const module = recordModule(kind);
  const digits = phone ? phoneKey(phone) : null;
  const person = kind === 'contact' || kind === 'lead';
  const own: Record<string, string | null | undefined> = {
    Phone: kind === 'deal' ? null : phone,
    Email: person ? email : null,
    // Zoho's own layout demands a company of every lead.
    Company: kind === 'lead' ? shorten(name, NAME_MAX.Accounts) : null,
    [PHONE_KEY]: kind === 'contact' || kind === 'company' ? digits : null,
    [STATE_KEY]: kind === 'deal' || kind === 'lead' ? stateKey : null,
    [CALL_ID]: callId ?? (kind === 'deal' ? key : null),
  };
  return {
    ...named(module, name),
    ...(kind === 'deal' ? place(values) : {}),
    ...filled(own, TEXT_MAX),
    ...owner(ownerId),
    ...filled(attributionByField(attribution), TEXT_MAX),
    ...filled(fields),
  };
}

/** "mm:ss"; minutes go on after 59. A call that was no missed one must have lasted: `least` seconds. */
function duration(seconds: number, least: number): string {
  const whole = Math.max(least, Math.round(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(whole / 60))}:${two(whole % 60)}`;
}
/** Zoho takes times with offset, without parts of a second. */
const time = (iso: string): string => iso.replace(/\.\d+/, '').replace(/Z$/, '+00:00');

/** Text and links to listen that it lacks: they must survive a text that is too long. */
export function describe(body: string, links: string[]): string {
  const absent = links.filter((link) => !body.includes(link)).join('\n');
  const room = DESCRIPTION_MAX - (absent ? absent.length + 1 : 0);
  return [shorten(body, Math.max(0, room)), absent].filter(Boolean).join('\n').slice(0, DESCRIPTION_MAX);
}

/** Values of the call record. */
export function callValues({ key, values }: CallRecordStep): Values {
  const { title, body, direction, status, startedAt, talk, from, to, recordings, ownerId, fields } = values;
  const missed = direction === 'incoming' && status !== 'answered';
  // The second that Zoho demands looks like talk: the title, which says that nobody answered, stands in the text too.
  const silent = !missed && Math.round(talk) < 1 && !body.includes(title);
  return {
    ...named('Calls', title),
    Call_Type: missed ? words.missed : words.direction[direction],
    Call_Start_Time: time(startedAt),
    Call_Duration: duration(talk, missed ? 0 : 1),
    ...(direction === 'outgoing' ? { Outgoing_Call_Status: words.completed } : {}),
    ...filled({
      Caller_ID: from,
      Dialled_Number: direction === 'outgoing' ? to : null,
      Voice_Recording__s: recordings.find((link) => link.length <= TEXT_MAX),
      Description: describe(silent ? [title, body].filter(Boolean).join('\n') : body, recordings),
      [CALL_ID]: key,
    }),
    ...owner(ownerId),
    ...filled(fields),
  };
}

/** Values of a task. Zoho keeps the day it is due; the hour is that of the reminder. */
export function taskValues({ key, values }: TaskStep): Values {
  const { role, state, subject, body, dueAt, ownerId, fields } = values;
  const open = state === 'open';
  const alarm = `FREQ=NONE;ACTION=POPUP;TRIGGER=DATE-TIME:${time(dueAt)}`;
  return {
    ...named('Tasks', subject),
    Status: words.task[state],
    Priority: words.priority[state],
    Due_Date: dueAt.slice(0, 10),
    ...(open ? { Remind_At: { ALARM: alarm } } : {}),
    ...filled({ Description: describe(body, []), [TASK_KEY]: key, [CALL_ID]: callOfTask(key, role) }),
    ...owner(ownerId),
    ...filled(fields),
  };
}
