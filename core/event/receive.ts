/** The trigger for both hosts: takes a request, returns the answer and, if it is wanted, an event. */
import { readBody } from './body';
import { EventError } from './errors';
import { headerFields } from './header-fields';
import { ipAllowed } from './ip-list';
import { toEvent } from './normalise';
import { placeRefusal } from './place';
import { maskNumbers } from '../phone/mask';
import { secretRefusal, type SecretIn } from './secret';
import { skipReason } from './skip';
import { maskSecrets, stripSecrets } from './strip-secrets';
import { textOf } from './text';
import type { AnswerFormat, EventName, RingostatEvent } from '../model/event';

export { readQuery } from './pairs';
export { MIN_SECRET_LENGTH, secretFault, secretSettingRefusal } from './secret';

/** What is known of a request before its body is read. */
export interface RequestHead {
  method: string;
  /** As readQuery gives it. */
  query: Record<string, unknown>;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** Last part of the path when the secret is there. */
  pathToken: string | null;
  remoteAddress: string | null;
}
export interface IncomingRequest extends RequestHead {
  /** Bytes, text, or what the host parsed. */
  body: unknown;
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
  /** As readNeverRecord gives it. */
  neverRecord: readonly string[];
  /** Seconds, as in NormaliseOptions. */
  shortAbandonSeconds?: number;
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
/** Methods a webhook may come by; the hosts listen to these. */
export const WEBHOOK_METHODS: readonly string[] = ['GET', 'POST', 'PUT'];

function refuse(status: number, message: string): Received {
  return { status, body: { ok: false, message }, event: null, skipped: null };
}

/** Answers to what a host cannot hand over. */
export const UNREADABLE = {
  /** An escape in the path that is no text (`%E0%A4%A`). */
  address: refuse(
    400,
    "The URL's path has an escape (%…) that is no text. Copy the URL of the trigger's set-up guide anew.",
  ),
  /** A content encoding that is not what the bytes are. */
  body: refuse(400, 'The body cannot be unpacked. Send it as it is, or packed by gzip or deflate.'),
  size: refuse(413, 'The body is larger than this server takes. Send fewer parameters.'),
} satisfies Record<string, Received>;

/** Bytes where the host does not tell: UTF-8 of the text, or of the object written as JSON. */
function sizeOf(request: IncomingRequest): number {
  if (request.size !== null) return request.size;
  const sent = Number(request.headers['content-length'] ?? NaN);
  if (Number.isFinite(sent)) return sent;
  if (request.body instanceof Uint8Array) return request.body.length;
  const text =
    typeof request.body === 'string' ? request.body : request.body ? JSON.stringify(request.body) : '';
  return new TextEncoder().encode(text).length;
}

/** The static `event` of the URL. */
const eventWord = ({ query }: IncomingRequest, { secrets }: TriggerSettings): string | null => {
  const word = textOf(query.event);
  return word === null ? null : maskSecrets(word, secrets);
};

/** The body wins over the query; headers only tell what is said nowhere else. */
function fieldsOf(request: IncomingRequest, settings: TriggerSettings): Record<string, unknown> {
  const fields = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of Object.entries(request.query))
    if (!OWN_PARAMETERS.has(key.toLowerCase())) fields[key] = value;
  for (const [key, value] of Object.entries(readBody(request.body, request.headers['content-type'] ?? '')))
    if (value !== '' || fields[key] === undefined) fields[key] = value;
  if (settings.receive === 'routing')
    for (const [name, value] of Object.entries(headerFields(request.headers, settings.keyMap)))
      if (textOf(fields[name]) === null) fields[name] = value;
  return stripSecrets(fields, settings.secrets);
}

const tooLarge = (cap: number): Received =>
  refuse(
    413,
    `The body is larger than ${cap} bytes. Send fewer parameters, or raise the size cap in the trigger.`,
  );

/**
 * Takes what is known of a request before its body is read, and the trigger's settings; returns the answer that refuses
 * it (403 address, 405 method, 401 secret, 503 settings, 413 announced size), or null when its body may be read.
 */
export function refuseUnread(request: RequestHead, settings: TriggerSettings): Received | null {
  if (settings.ipList.length && !ipAllowed(request.remoteAddress, settings.ipList)) {
    return refuse(
      403,
      "The sender's address is not in the trigger's IP list. Add the address that Ringostat's support names, or empty the list.",
    );
  }
  if (!WEBHOOK_METHODS.includes(request.method.toUpperCase()))
    return refuse(
      405,
      `Webhooks come by ${WEBHOOK_METHODS.join(', ')}. Choose POST in Ringostat's webhook settings.`,
    );
  const refusal = secretRefusal(settings, request);
  if (refusal) return refuse(401, refusal);
  const unplaced = placeRefusal(settings);
  if (unplaced !== null) return refuse(503, unplaced);
  return Number(request.headers['content-length'] ?? 0) > settings.sizeCap
    ? tooLarge(settings.sizeCap)
    : null;
}

/**
 * Takes a request, the trigger's settings and the time (milliseconds since the epoch). Returns the answer's status
 * and body, the event to pass on, or why it is not passed on: 200 with `ok`, 200 with `skipped`, 400 unreadable,
 * 401 secret, 403 address, 405 method, 413 size, 503 settings. Never throws, and neither answer nor event holds a secret.
 */
export function receiveWebhook(request: IncomingRequest, settings: TriggerSettings, now: number): Received {
  const refused = refuseUnread(request, settings);
  if (refused) return refused;
  try {
    if (sizeOf(request) > settings.sizeCap) return tooLarge(settings.sizeCap);
    const fields = fieldsOf(request, settings);
    if (!Object.keys(fields).length)
      return refuse(
        400,
        "The request has no fields. Tick the parameters of the set-up guide in Ringostat's webhook settings.",
      );
    const event = toEvent(fields, {
      event: eventWord(request, settings),
      keyMap: settings.keyMap,
      timeZone: settings.timeZone,
      defaultCountry: settings.defaultCountry,
      projectId: settings.projectId,
      receivedAt: now,
      keepRaw: settings.keepRaw,
      maskNumbers: settings.maskNumbers,
      ...(settings.shortAbandonSeconds === undefined
        ? {}
        : { shortAbandonSeconds: settings.shortAbandonSeconds }),
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
