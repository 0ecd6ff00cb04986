/** A call as the webhook the README tells builders to set up sends it: call-log names, flat, empty strings for unknown. */
import { ownLine } from './people';
import type { Call, CallMoment } from './types';

/** Address of a delivery: parameters by name, then those that stand there as they are. */
export const addressOf = (url: string, query: Record<string, string>, search: string): string =>
  `${url}?${[new URLSearchParams(query).toString(), search].filter(Boolean).join('&')}`;

/** What the AI says is sent when it has said it. */
const withoutAnalysis = (more: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(more).filter(([name]) => !name.startsWith('ai_')));

export function callPayload(call: Call, moment: CallMoment): Record<string, unknown> {
  const out = call.direction === 'out';
  const ended = moment === 'ended';
  const taken = ended || moment === 'answered' || moment === 'started' || moment === 'analysed';
  const by = taken ? call.by : null;
  const login = by?.main[0] ?? '';
  return {
    uniqueid: call.id,
    project_id: '11111',
    call_type: call.type,
    calldate: call.at,
    caller: out ? login : call.client,
    caller_number: out ? ownLine : call.client,
    dst: out ? call.client : ownLine,
    callee: out ? call.client : ownLine,
    outbound_number: out ? ownLine : '',
    connected_with: out ? call.client : login,
    disposition: ended ? call.status : '',
    billsec: ended ? String(call.talk) : '',
    duration: ended ? String(call.total) : '',
    waittime: ended ? String(call.total - call.talk) : '',
    employee_number: by?.id ?? '-1',
    employee_fio: by?.name ?? '',
    employee_email: by?.email ?? '',
    extension_number: by?.extension ?? '',
    department: '',
    has_recording: ended && call.recording ? '1' : '0',
    recording: ended ? (call.recording ?? '') : '',
    recording_wav: ended ? (call.recording ?? '') : '',
    pool_name: call.pool,
    scheme_name: 'main',
    landing: 'https://shop.example.com/',
    utm_source: '',
    utm_medium: '',
    utm_campaign: '',
    utm_term: '',
    utm_content: '',
    client_id: '',
    ...call.utm,
    ...(moment === 'analysed' ? call.more : withoutAnalysis(call.more)),
  };
}
