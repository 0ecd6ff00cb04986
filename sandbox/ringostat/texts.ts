import type { FakeCall } from './types';

/** `YYYY-MM-DD HH:MM:SS` in a zone, as webhooks write dates: without an offset. */
export function localTime(ms: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return parts.format(ms);
}

/** Offset of a zone at a time, e.g. `+0200`. */
function offset(ms: number, timeZone: string): string {
  const local = Date.parse(`${localTime(ms, timeZone).replace(' ', 'T')}Z`);
  const minutes = Math.round((local - ms) / 60_000);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(hours)}${two(rest)}`;
}
/** `2019-06-02T09:30:47+0300`, as the call log writes dates. */
export function logTime(ms: number, timeZone: string): string {
  return localTime(ms, timeZone).replace(' ', 'T') + offset(ms, timeZone);
}
/** Milliseconds of `YYYY-MM-DD HH:MM:SS` in a zone; NaN when it is not such a text. */
export function fromLocalTime(text: string, timeZone: string): number {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return NaN;
  const asUtc = Date.parse(`${text.replace(' ', 'T')}Z`);
  const shift = Date.parse(`${localTime(asUtc, timeZone).replace(' ', 'T')}Z`) - asUtc;
  return asUtc - shift;
}

/** The agent's side of an outgoing call, HTML-escaped as Ringostat sends display names. */
export function escapedName(name: string, number: string): string {
  const plain = `"${name}" <${number}>`;
  return plain.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Who stands in the places of caller and called: in the log, and in a hook that sends the log's fields. */
export function placesOf(call: FakeCall): {
  caller: string;
  callerNumber: string;
  dst: string;
  connectedWith: string;
} {
  const { incoming, talk, company, employeeName, sip } = wordsOf(call);
  const client = call.clientNumber;
  if (call.clicked) return { caller: client, callerNumber: client, dst: sip, connectedWith: sip };
  return {
    caller: incoming ? client : escapedName(employeeName, company),
    callerNumber: incoming ? client : company,
    dst: incoming ? company : client,
    connectedWith: talk ? (call.employee?.mobile ?? sip) : '',
  };
}

/** Values every family needs, absent ones as empty strings. */
export interface Words {
  incoming: boolean;
  talk: boolean;
  company: string;
  recording: string;
  email: string;
  extension: string;
  sip: string;
  staffId: string;
  employeeName: string;
  department: string;
}
export function wordsOf(call: FakeCall): Words {
  const { employee } = call;
  return {
    incoming: call.direction !== 'out',
    talk: call.billsec > 0,
    company: call.companyNumber ?? '',
    recording: call.recordings?.[call.recordings.length - 1] ?? '',
    email: employee?.email ?? '',
    extension: employee?.extension ?? '',
    sip: employee?.sip ?? '',
    staffId: employee ? String(employee.id) : '',
    employeeName: employee?.name ?? '',
    department: call.department ?? employee?.department ?? '',
  };
}
