/** Ringostat webhook or call-log row → event. What is read where: docs/reference/ringostat.md#payloads. */
import { DateTime, IANAZone } from 'luxon';
import { AI_VARIABLES, readAnalysis } from './analysis';
import { keptZone } from './kept-zone';
import { readAttribution } from './attribution';
import { callParts } from './call';
import { said } from '../text/said';
import { EventError } from './errors';
import { readForm, type FormFields } from './form';
import { eventKeyOf, syntheticId } from './ids';
import { deduceMoment, directionOf, hasCallFields, nameOf, readStaticEvent, type StaticEvent } from './names';
import { NO_EMPLOYEE } from './employee';
import type { NormaliseOptions } from './options';
import { maskNumbers } from '../phone/mask';
import { phoneForms } from '../phone/phone';
import { safeRaw } from './safe-raw';
import { dateOfCallId, readDate } from './times';
import type { Moment, RingostatEvent } from '../model/event';
import { readVariables, type Variables } from './variables';
import { whyMissed } from './why-missed';

export type { NormaliseOptions } from './options';

/** The parts every kind of event has; the rest is filled by the kind. */
function frame(
  variables: Variables,
  payload: Record<string, unknown>,
  options: NormaliseOptions,
): RingostatEvent {
  const sentProject = variables.text('project_id');
  const warnings: string[] = [];
  if (options.projectId && sentProject && sentProject !== options.projectId) {
    warnings.push(
      `The payload is of Ringostat project ${sentProject.slice(0, 40)}, the credential of ${options.projectId}.`,
    );
  }
  return {
    version: 1,
    kind: 'call',
    moment: 'ended',
    name: 'incoming.ended',
    eventKey: '',
    // Never the payload's: rows of the call log name no project, and a replayed call must have the key it had as a webhook.
    projectId: options.projectId,
    callId: callIdOf(variables),
    direction: null,
    callback: false,
    internal: false,
    clientNumber: null,
    clientNumberInternational: null,
    clientNumberAsSent: null,
    anonymous: false,
    clientName: variables.text('client_name'),
    clientEmail: variables.text('client_email'),
    ownLine: null,
    employee: NO_EMPLOYEE,
    status: null,
    statusAsSent: variables.text('disposition'),
    whyMissed: null,
    durations: { total: null, talk: null, wait: null },
    times: { startedAt: null, answeredAt: null, endedAt: null },
    recordings: [],
    legs: [],
    attribution: readAttribution(variables),
    pool: variables.text('pool_name'),
    scheme: variables.text('scheme_name'),
    callCard: linkOf(variables.text('call_card')),
    landing: variables.text('landing'),
    form: null,
    variables: variables.toRecord(),
    timeZone: options.timeZone,
    defaultCountry: options.defaultCountry,
    receivedAt: DateTime.fromMillis(options.receivedAt, { zone: keptZone(options.timeZone) }).toISO() ?? '',
    answer: options.answer ?? null,
    warnings,
    raw: options.keepRaw ? safeRaw(payload) : null,
  };
}

const linkOf = (text: string | null): string | null => (text && /^https?:\/\//i.test(text) ? text : null);

/** `record` is the call id in one family and a link in others; a session is a call's only when its id says so. */
function callIdOf(variables: Variables): string | null {
  const record = variables.text('record');
  const session = variables.text('session_id');
  return (
    variables.text('uniqueid') ??
    (record && !/^https?:/i.test(record) ? record : null) ??
    (dateOfCallId(session) ? session : null) ??
    variables.text('uuid')
  );
}

/** Characters of a form's phone that are kept as sent. */
const MAX_PHONE = 64;

/** Ringostat tries no longer; a date further away, or to come, is the visitor's. */
const MAX_LATE_HOURS = 72;

/**
 * A form is what its fields are: whatever a visitor types into one called "id", two visitors' forms stay two. The day
 * tells a form sent again from the same one delivered again; the payload's own date, where it has one, outlasts midnight.
 */
function formId(event: RingostatEvent, fields: Record<string, string>, options: NormaliseOptions): string {
  const zone = options.timeZone;
  const received = DateTime.fromMillis(options.receivedAt, { zone: keptZone(zone) });
  const sent = readDate(event.variables['calldate'] ?? null, zone);
  const late = sent ? received.diff(sent).as('hours') : -1;
  const day = (sent && late >= 0 && late < MAX_LATE_HOURS ? sent : received).toISODate();
  const parts = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  const { landing, pool, attribution } = event;
  return syntheticId(['form', event.projectId, day, JSON.stringify([parts, landing, pool, attribution])]);
}

function formParts(
  event: RingostatEvent,
  form: FormFields,
  options: NormaliseOptions,
): Partial<RingostatEvent> {
  if (!Object.keys(form.fields).length) throw new EventError(said('event.emptyForm'));
  const phone = phoneForms(form.phone, options.defaultCountry);
  return {
    kind: 'form',
    callId: formId(event, form.fields, options),
    clientNumber: phone?.e164 ?? null,
    clientNumberInternational: phone?.international ?? null,
    clientNumberAsSent: form.phone?.slice(0, MAX_PHONE) ?? null,
    clientName: form.name,
    clientEmail: form.email,
    form: form.fields,
  };
}

function momentOf(
  variables: Variables,
  formOf: () => FormFields,
  fixed: StaticEvent | null,
  options: NormaliseOptions,
): Moment {
  if (options.routing) return 'routing';
  if (fixed?.moment === 'routing') {
    throw new EventError(said('event.routingAtEvents'));
  }
  // The URL alone makes no call: fields nobody knows must not become a missed call of a hidden number.
  if (fixed?.moment && (fixed.moment === 'submitted' || variables.any())) return fixed.moment;
  if (hasCallFields(variables)) return deduceMoment(variables);
  const form = formOf();
  const analysed = variables.has(...AI_VARIABLES);
  // A number somewhere in an analysis makes no form of it.
  if (form.named || (!analysed && (form.phone ?? form.email))) return 'submitted';
  if (analysed) return 'analysed';
  throw new EventError(said('event.nothingKnown'));
}

/** Under its name for mappings and rules too. */
function noteWhyMissed(event: RingostatEvent, { shortAbandonSeconds }: NormaliseOptions): void {
  if (event.moment === 'ended') event.whyMissed = whyMissed(event, shortAbandonSeconds);
  if (event.whyMissed) event.variables['why_missed'] = event.whyMissed;
}

/**
 * Takes a parsed payload (any family, nested or flat) or a call-log row, and what the trigger knows.
 * Returns the event: plain JSON, no unsafe key, times in ISO with the offset of the project's zone, durations in
 * seconds. The same payload with the same options gives the same event and key. A running call comes out with
 * status `running`; whoever writes records leaves it out.
 * Throws EventError when the payload cannot be an event; its message says what to do.
 */
export function toEvent(payload: Record<string, unknown>, options: NormaliseOptions): RingostatEvent {
  if (!IANAZone.create(options.timeZone).isValid) {
    throw new EventError(said('event.noTimeZone', { zone: options.timeZone }));
  }
  const variables = readVariables(payload, options.keyMap);
  const fixed = options.event ? readStaticEvent(options.event) : null;
  let form: FormFields | null = null;
  const formOf = (): FormFields => (form ??= readForm(payload, options.keyMap ?? {}, options.defaultCountry));
  const moment = momentOf(variables, formOf, fixed, options);
  const event = frame(variables, payload, options);
  if (options.event && !fixed) {
    event.warnings.push(
      `The URL's event "${options.event.slice(0, 40)}" is not known; the event was recognised by its fields.`,
    );
  }
  if (moment === 'submitted') {
    Object.assign(event, formParts(event, formOf(), options), nameOf(null, moment));
  } else {
    const direction = directionOf(variables, fixed) ?? (moment === 'routing' ? 'incoming' : null);
    if (!direction && moment !== 'analysed') {
      throw new EventError(said('event.noDirection'));
    }
    if (direction && fixed?.direction && fixed.direction !== direction) {
      event.warnings.push(`The URL says ${fixed.direction}, the payload ${direction}; the payload counts.`);
    }
    const named = nameOf(direction, moment);
    Object.assign(event, named, callParts(event, variables, payload, { ...named, direction }, options));
    if (moment === 'analysed') event.analysis = readAnalysis(variables);
    noteWhyMissed(event, options);
  }
  if (options.maskNumbers) {
    event.maskNumbers = true;
    event.warnings = event.warnings.map(maskNumbers);
  }
  event.eventKey = eventKeyOf(event.projectId, event.callId ?? syntheticId([event.receivedAt]), event.name);
  return event;
}
