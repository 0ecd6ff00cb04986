import { escapedName, localTime, logTime, wordsOf, type Words } from './texts';
import type { CallMoment, FakeCall, FakeForm, Family, Payload } from './types';

interface Parts extends Words {
  call: FakeCall;
  moment: CallMoment;
  zone: string;
  date: string;
  /** The call is over: status and durations are known. */
  ended: boolean;
}
const flag = (value: string): string => (value === '' ? '0' : '1');
const whenEnded = (parts: Parts, value: string | number): string | number => (parts.ended ? value : '');

function utm({ call }: Parts): Payload {
  const { source = '', medium = '', campaign = '', term = '', content = '' } = call.utm ?? {};
  return {
    utm_source: source,
    utm_medium: medium,
    utm_campaign: campaign,
    utm_term: term,
    utm_content: content,
    client_id: call.googleClientId ?? '',
    landing: call.landing ?? '',
    refferrer: call.referrer ?? '',
  };
}

function incomingFlat(parts: Parts): Payload {
  const { call, date, recording } = parts;
  return {
    type: call.direction,
    uniqueid: call.id,
    calldate: date,
    disposition: whenEnded(parts, call.status),
    billsec: whenEnded(parts, String(call.billsec)),
    waiting: whenEnded(parts, String(call.waittime)),
    E164: call.clientNumber,
    dst: parts.company,
    connected_with: call.employee?.mobile ?? parts.sip,
    extension_number: parts.extension,
    has_recording: whenEnded(parts, flag(recording)),
    recording_wav: whenEnded(parts, recording),
    ...utm(parts),
  };
}

function outgoingFlat(parts: Parts): Payload {
  const { call, date, recording } = parts;
  return {
    type: 'out',
    uniqueid: call.id,
    calldate: date,
    disposition: whenEnded(parts, call.status),
    billsec: whenEnded(parts, String(call.billsec)),
    waiting: whenEnded(parts, String(call.waittime)),
    outbound_number: parts.company,
    callee: call.clientNumber,
    extension_number: parts.extension,
    has_recording: whenEnded(parts, flag(recording)),
    recording_wav: whenEnded(parts, recording),
  };
}

function nested(parts: Parts): Payload {
  const { call, incoming, date, recording } = parts;
  return {
    uniqueid: call.id,
    calldate: date,
    additional_call_data: {
      userfield: incoming ? call.clientNumber : '',
      dst: incoming ? parts.company : call.clientNumber,
      call_type: call.direction,
      action: parts.moment,
      E164: incoming ? call.clientNumber : '',
      outbound_number: incoming ? '' : parts.company,
      extension_number: parts.extension,
      employee_email: parts.email,
      disposition: whenEnded(parts, call.status),
      billsec: whenEnded(parts, call.billsec),
      duration: whenEnded(parts, call.duration),
      recording_wav: whenEnded(parts, recording),
      ...utm(parts),
    },
  };
}

function classic(parts: Parts): Payload {
  const { call, incoming, recording } = parts;
  const agent = escapedName(parts.employeeName || 'Support Line', parts.company);
  return {
    call_id: call.id,
    caller: incoming ? call.clientNumber : agent,
    callee: incoming ? parts.company : call.clientNumber,
    status: whenEnded(parts, call.status),
    date: parts.date,
    call_duration: whenEnded(parts, call.duration),
    waiting: whenEnded(parts, call.waittime),
    dialog: whenEnded(parts, call.billsec),
    type: call.direction,
    record: call.id,
    recording_wav: whenEnded(parts, recording),
    has_recording: whenEnded(parts, flag(recording)),
    employee_fio: parts.employeeName,
    department: parts.department,
    staffid: parts.staffId,
    outbound_number: incoming ? '' : parts.company,
    project_id: call.projectId ?? '',
    ...(incoming ? utm(parts) : {}),
  };
}

function pipedriveStyle(parts: Parts): Payload {
  const { call } = parts;
  const { utm_source, utm_medium, utm_campaign, utm_term, utm_content } = utm(parts);
  return {
    session_id: call.id,
    phone: call.clientNumber,
    call_date: parts.date,
    call_type: call.direction === 'out' ? 'out' : 'in',
    user_call: parts.email,
    call_status: whenEnded(parts, call.status),
    call_duration: whenEnded(parts, String(call.duration)),
    call_recording: whenEnded(parts, parts.recording),
    ga: call.googleClientId ?? '',
    ip: '',
    url: call.landing ?? '',
    ...{ utm_source, utm_medium, utm_campaign, utm_term, utm_content },
    substitution_type: call.direction === 'callback' ? 'callback' : 'dynamic',
  };
}

function odooStyle(parts: Parts): Payload {
  const { call, incoming } = parts;
  return {
    call_type: incoming ? 'transitin' : 'transitout',
    call_date: parts.date,
    department: parts.department,
    call_status: whenEnded(parts, call.status.replace(/[ -]/g, '_')),
    employee: parts.employeeName,
    internal_number: parts.extension,
    caller_number: incoming ? call.clientNumber : parts.company,
    call_destination: incoming ? parts.company : call.clientNumber,
    call_duration: whenEnded(parts, call.duration),
    has_recording: whenEnded(parts, flag(parts.recording)),
    recording: whenEnded(parts, parts.recording.replace('.wav', '.ogg')),
    recording_wav: whenEnded(parts, parts.recording),
  };
}

function marketingStyle(parts: Parts): Payload {
  const { call, incoming } = parts;
  const common = { call_id: call.id, call_type: call.direction, client_mob: call.clientNumber };
  const { utm_campaign, utm_source, utm_term, landing, refferrer } = utm(parts);
  if (!parts.ended) {
    const callback = call.direction === 'callback' ? '1' : '';
    return {
      ...common,
      market_comp: utm_campaign,
      sales_source: utm_source,
      key_word: utm_term,
      landing,
      referrer: refferrer,
      callback,
    };
  }
  return {
    call_id: call.id,
    project_id: call.projectId ?? '',
    direction: incoming ? 'incoming' : 'outgoing',
    status: call.status,
    start_time: parts.date,
    end_time: localTime(call.startedAt + call.duration * 1000, parts.zone),
    duration: call.duration,
    talk_time: call.billsec,
    ringing_time: call.waittime,
    client_number: call.clientNumber,
    contact_name: call.clientName ?? '',
    employee_number: parts.staffId,
    sip: parts.sip,
    responsible_name: parts.employeeName,
    record_url: parts.recording,
    call_scheme: call.scheme ?? '',
  };
}

function aggregatorStyle(parts: Parts): Payload {
  const { call, incoming } = parts;
  const agent = escapedName(parts.employeeName || 'Support Line', parts.company);
  return {
    id: call.id,
    date: logTime(call.startedAt, parts.zone).replace(/(\d\d)(\d\d)$/, '$1:$2'),
    type: incoming ? 'IN' : 'OUT',
    caller: incoming ? call.clientNumber : parts.company,
    destination: incoming ? parts.company : call.clientNumber,
    status: call.status.replace(/-/g, ' '),
    waitTime: call.waittime,
    billSec: call.billsec,
    extraFields: {
      caller: incoming ? call.clientNumber : agent,
      has_recording: flag(parts.recording),
      recording: parts.recording,
    },
  };
}

const BUILDERS: Record<Family, (parts: Parts) => Payload> = {
  P1: incomingFlat,
  P2: outgoingFlat,
  P3: nested,
  P4: classic,
  P5: pipedriveStyle,
  P6: odooStyle,
  P7: marketingStyle,
  P8: aggregatorStyle,
};

/**
 * The webhook body of a family for one moment of a call. Before the end, status, durations and recording are empty
 * strings, as Ringostat sends what it does not know. Throws when the family is not of the call's direction (P1, P2).
 */
export function buildPayload(
  family: Family,
  call: FakeCall,
  moment: CallMoment = 'ended',
  timeZone = 'Europe/Kyiv',
): Payload {
  const out = call.direction === 'out';
  if ((family === 'P1' && out) || (family === 'P2' && !out)) {
    throw new Error(`Family ${family} is not of ${call.direction} calls; take ${out ? 'P2' : 'P1'}.`);
  }
  if ((moment === 'started') !== out && moment !== 'ended')
    throw new Error(`${call.direction} calls have no moment ${moment}.`);
  const date = localTime(call.startedAt, timeZone);
  return BUILDERS[family]({
    ...wordsOf(call),
    call,
    moment,
    zone: timeZone,
    date,
    ended: moment === 'ended',
  });
}

/** The webhook body of a website form. The names are the builder's choice; these are the usual HTML ones. */
export function buildForm(form: FakeForm, timeZone = 'Europe/Kyiv'): Payload {
  const { source = '', medium = '', campaign = '', term = '', content = '' } = form.utm ?? {};
  return {
    form_id: form.id,
    date: localTime(form.submittedAt, timeZone),
    name: form.name ?? '',
    phone: form.phone ?? '',
    email: form.email ?? '',
    ...form.fields,
    utm_source: source,
    utm_medium: medium,
    utm_campaign: campaign,
    utm_term: term,
    utm_content: content,
    client_id: form.googleClientId ?? '',
    landing: form.landing ?? '',
    project_id: form.projectId ?? '',
  };
}
