import { flag, utm, whenEnded, type Parts } from './payload-parts';
import { aggregatorStyle, marketingStyle, odooStyle, pipedriveStyle } from './payloads-custom';
import { escapedName, localTime, placesOf, wordsOf } from './texts';
import type { CallMoment, FakeCall, Family, Payload } from './types';

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

/** Body of the hook after a call that was ordered by Callback.external: names of the log, and places as in its row. */
export function clickedPayload(call: FakeCall, timeZone = 'Europe/Kyiv'): Payload {
  const { caller, dst, connectedWith } = placesOf(call);
  return {
    uniqueid: call.id,
    project_id: call.projectId ?? '',
    call_type: call.direction,
    calldate: localTime(call.startedAt, timeZone),
    caller,
    dst,
    connected_with: connectedWith,
    disposition: call.status,
    billsec: String(call.billsec),
    duration: String(call.duration),
    recording_wav: call.recordings?.at(-1) ?? '',
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
