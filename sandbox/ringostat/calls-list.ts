import type { SandboxAnswer, SandboxClock } from '../common/types';
import { fromLocalTime, logTime, placesOf, wordsOf } from './texts';
import type { FakeCall, FieldRefusal } from './types';

const DAY_MS = 86_400_000;
const DEFAULT_FIELDS = ['calldate', 'caller', 'dst', 'disposition', 'billsec', 'uniqueid'];
type Row = Record<string, string | number>;

/** Quoted where a delimiter, a quote or a line break stands in it. */
const quoted = (text: string): string => (/[;"\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

function fullRow(call: FakeCall, zone: string): Row {
  const words = wordsOf(call);
  const {
    source = '(direct)',
    medium = '(none)',
    campaign = '(direct)',
    term = '(none)',
    content = '(not set)',
  } = call.utm ?? {};
  const places = placesOf(call);
  return {
    calldate: logTime(call.startedAt, zone),
    caller: places.caller,
    caller_number: places.callerNumber,
    dst: places.dst,
    n_alias: '',
    pool_name: call.pool ?? '',
    disposition: call.status,
    category_mark: 0,
    duration: call.duration,
    duration_ms: String(call.duration * 1000),
    call_type: call.direction,
    waittime: String(call.waittime),
    billsec: call.billsec,
    connected_with: places.connectedWith,
    call_counter: 1,
    proper_flag: call.status === 'PROPER' ? 1 : 0,
    repeated_flag: call.status === 'REPEATED' ? 1 : 0,
    utm_source: source,
    utm_medium: medium,
    utm_campaign: campaign,
    utm_term: term,
    utm_content: content,
    uniqueid: call.id,
    category_number: -1,
    employee_number: words.staffId === '' ? -1 : Number(words.staffId),
    employee_fio: words.employeeName,
    employee_mark: 0,
    department: words.department,
    client_id: call.googleClientId ?? '',
    remote_ip: '',
    refferrer: call.referrer ?? '',
    landing: call.landing ?? '',
    recording: words.recording.replace('.wav', '.ogg'),
    recording_wav: words.recording,
    has_recording: words.recording === '' ? '0' : '1',
    call_card: `https://app.ringostat.com/project/callcards/card/${call.id}/?project_id=${call.projectId ?? ''}`,
    additional_number: '',
    scheme_name: call.scheme ?? '',
  };
}

/** `field=value`, or `field~base64(a|b|c)`; statuses are compared in lower case. */
function passes(row: Row, filter: string): boolean {
  const [, field = '', sign, value = ''] = /^(\w+)([=~])(.*)$/.exec(filter) ?? [];
  const wanted = sign === '~' ? Buffer.from(value, 'base64').toString('utf8').split('|') : [value];
  return wanted.some((one) => one.toLowerCase() === String(row[field]).toLowerCase());
}

export interface CallsQuery {
  calls: FakeCall[];
  query: URLSearchParams;
  zone: string;
  clock: SandboxClock;
  /** Rows of one answer; the rest is cut without a word. */
  cap: number;
  /** Fields this project refuses, and how it says so. */
  refused: FieldRefusal;
}

/** Projects differ: HTTP 400, or HTTP 200 with a text or with an object. */
function refusal(how: FieldRefusal['how'], words: string): SandboxAnswer {
  if (how === 'status') return { status: 400, body: { error: words } };
  return { status: 200, body: how === 'text' ? words : { error: words } };
}

/** Answers `GET /calls/list`: rows between from and to (default: the last 24 h), a refusal for an unknown field or date. */
export function callsList({ calls, query, zone, clock, cap, refused }: CallsQuery): SandboxAnswer {
  const bad = (message: string): SandboxAnswer => ({ status: 400, body: { error: message } });
  const to = query.has('to') ? fromLocalTime(query.get('to') ?? '', zone) : clock.now();
  const from = query.has('from') ? fromLocalTime(query.get('from') ?? '', zone) : to - DAY_MS;
  if (Number.isNaN(to) || Number.isNaN(from)) return bad('from and to must be YYYY-MM-DD HH:MM:SS');
  const fields = query.get('fields')?.split(',') ?? DEFAULT_FIELDS;
  const known = Object.keys(
    fullRow(
      {
        id: '',
        direction: 'in',
        clientNumber: '',
        status: '',
        billsec: 0,
        duration: 0,
        waittime: 0,
        startedAt: 0,
      },
      zone,
    ),
  );
  const unknown = fields.filter((field) => !known.includes(field) || refused.fields.includes(field));
  if (unknown.length > 0) return refusal(refused.how, `incorrect field name ${unknown.join(', ')}`);
  const sign = query.get('order') === 'calldate desc' ? -1 : 1;
  const rows = calls
    .filter((call) => call.startedAt >= from && call.startedAt <= to)
    .sort((a, b) => sign * (a.startedAt - b.startedAt))
    .map((call) => fullRow(call, zone))
    .filter((row) => query.getAll('filters').every((filter) => passes(row, filter)))
    .slice(0, cap)
    .map((row): Row => Object.fromEntries(fields.map((field) => [field, row[field] ?? ''])));
  if (query.get('export_type') !== 'csv') return { status: 200, body: rows };
  const lines = [
    fields.join(';'),
    ...rows.map((row) => fields.map((field) => quoted(String(row[field]))).join(';')),
  ];
  return { status: 200, headers: { 'content-type': 'text/csv' }, body: lines.join('\n') };
}
