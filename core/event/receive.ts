/** The whole of the trigger, for both hosts: a request in, an answer and perhaps an event out. */
import { readBody } from './body';
import { EventError } from './errors';
import { ipAllowed } from './ip-list';
import { toEvent } from './normalise';
import { maskNumbers } from '../phone/mask';
import { secretRefusal, type SecretIn } from './secret';
import { skipReason } from './skip';
import type { AnswerFormat, EventName, RingostatEvent } from './types';

export { missingSecretRefusal } from './secret';

export interface IncomingRequest {
  method: string;
  query: Record<string, string>;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** Text, or what the host parsed. */
  body: unknown;
  /** Last part of the path when the secret is there. */
  pathToken: string | null;
  remoteAddress: string | null;
  /** Bytes of the body; null: unknown. */
  size: number | null;
}
export interface TriggerSettings {
  receive: 'events' | 'routing';
  /** Empty: all. */
  events: EventName[];
  /** Ringostat variable → the name the user typed. */
  keyMap: Record<string, string>;
  timeZone: string;
  defaultCountry: string;
  /** Current and previous; empty: none set. */
  secrets: string[];
  secretIn: SecretIn;
  acceptWithoutSecret: boolean;
  /** Empty: every address. */
  ipList: string[];
  dropInternal: boolean;
  keepRaw: boolean;
  /** Bytes. */
  sizeCap: number;
  /** Mask phone numbers in texts meant for people and logs, here and in the nodes behind; never in the data. */
  maskNumbers: boolean;
  projectId: string | null;
  answer: AnswerFormat;
}
export interface Received {
  status: number;
  body: Record<string, unknown> | string;
  /** Null when nothing is to be passed on. */
  event: RingostatEvent | null;
  /** Why a good event is not passed on. */
  skipped: string | null;
}

/** Query parameters that are ours, not Ringostat's. */
const OWN_PARAMETERS = new Set(['token', 'event']);
const METHODS = new Set(['GET', 'POST', 'PUT', 'DELETE']);

function refuse(status: number, message: string): Received {
  return { status, body: { ok: false, message }, event: null, skipped: null };
}

/** Bytes where the host does not tell: UTF-8 of the text, or of the object written as JSON. */
function sizeOf(request: IncomingRequest): number {
  if (request.size !== null) return request.size;
  const sent = Number(request.headers['content-length'] ?? NaN);
  if (Number.isFinite(sent)) return sent;
  const text =
    typeof request.body === 'string' ? request.body : request.body ? JSON.stringify(request.body) : '';
  return new TextEncoder().encode(text).length;
}

function fieldsOf(request: IncomingRequest): Record<string, unknown> {
  const fields = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of Object.entries(request.query))
    if (!OWN_PARAMETERS.has(key.toLowerCase())) fields[key] = value;
  const body =
    request.method.toUpperCase() === 'GET'
      ? {}
      : readBody(request.body, request.headers['content-type'] ?? '');
  for (const [key, value] of Object.entries(body))
    if (value !== '' || fields[key] === undefined) fields[key] = value;
  return fields;
}

/**
 * Takes a request, the trigger's settings and the time (milliseconds since the epoch). Returns the answer's status
 * and body, the event to pass on, or why it is not passed on: 200 with `ok`, 200 with `skipped`, 400 unreadable,
 * 401 secret, 403 address, 405 method, 413 size. Never throws, and no answer holds a secret or a number.
 */
export function receiveWebhook(request: IncomingRequest, settings: TriggerSettings, now: number): Received {
  if (settings.ipList.length && !ipAllowed(request.remoteAddress, settings.ipList)) {
    return refuse(
      403,
      "The sender's address is not in the trigger's IP list. Add the address that Ringostat's support names, or empty the list.",
    );
  }
  const refusal = secretRefusal(settings, request);
  if (refusal) return refuse(401, refusal);
  if (!METHODS.has(request.method.toUpperCase()))
    return refuse(405, "Choose the HTTP method POST or GET in Ringostat's webhook settings.");
  try {
    if (sizeOf(request) > settings.sizeCap) {
      return refuse(
        413,
        `The body is larger than ${settings.sizeCap} bytes. Send fewer parameters, or raise the size cap in the trigger.`,
      );
    }
    const fields = fieldsOf(request);
    if (!Object.keys(fields).length)
      return refuse(
        400,
        "The request has no fields. Tick the parameters of the set-up guide in Ringostat's webhook settings.",
      );
    const event = toEvent(fields, {
      event: request.query.event ?? null,
      keyMap: settings.keyMap,
      timeZone: settings.timeZone,
      defaultCountry: settings.defaultCountry,
      projectId: settings.projectId,
      receivedAt: now,
      keepRaw: settings.keepRaw,
      maskNumbers: settings.maskNumbers,
      routing: settings.receive === 'routing',
      answer: settings.receive === 'routing' ? settings.answer : null,
    });
    const reason = skipReason(event, settings);
    if (reason === null) return { status: 200, body: { ok: true }, event, skipped: null };
    const skipped = settings.maskNumbers ? maskNumbers(reason) : reason;
    return { status: 200, body: { ok: true, skipped }, event: null, skipped };
  } catch (error) {
    if (error instanceof EventError) return refuse(400, maskNumbers(error.message));
    // A fault of ours must not make Ringostat resend for ever, nor show its insides to the sender.
    return refuse(
      400,
      'The request could not be read. Keep its body and report it: this is a fault of the trigger.',
    );
  }
}
