import { flag, utm, whenEnded, type Parts } from './payload-parts';
import { escapedName, localTime, logTime } from './texts';
import type { Payload } from './types';

/* Families whose names the builders of real receivers chose themselves (docs/reference/ringostat.md#payloads). */

export function pipedriveStyle(parts: Parts): Payload {
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

export function odooStyle(parts: Parts): Payload {
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

export function marketingStyle(parts: Parts): Payload {
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

export function aggregatorStyle(parts: Parts): Payload {
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
