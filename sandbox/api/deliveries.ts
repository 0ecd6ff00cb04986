/** The webhooks of an ordered call: which leave, when, and in which order. */
import type { CallMoment, FakeCall, FakeEmployee, Family, Payload } from '../ringostat/types';
import { buildForm } from '../ringostat/form';
import { buildPayload } from '../ringostat/payloads';
import type { CallOrder, StoryId } from './types';

export interface Due {
  /** As in the trigger's address, e.g. `incoming.ended`. */
  event: string;
  /** Milliseconds after the call began. */
  afterMs: number;
  payload: Payload;
}
export interface CallFacts {
  id: string;
  now: number;
  employees: readonly FakeEmployee[];
  recording: (callId: string, seconds?: number) => string;
}

const RING_S = 3;
const TALK_S = 5;
/** Between webhooks when nobody wants to wait: far enough apart to keep their order. */
const FAST_MS = 250;
const STATUS: Record<Exclude<StoryId, 'form'>, string> = {
  talked: 'ANSWERED',
  missed: 'NO ANSWER',
  voicemail: 'VOICEMAIL',
  transfer: 'ANSWERED',
  callback: 'ANSWERED',
  outgoing: 'ANSWERED',
  outgoingMissed: 'NO ANSWER',
};
const TALKS: readonly StoryId[] = ['talked', 'transfer', 'callback', 'outgoing'];
const isOut = (story: StoryId): boolean => story.startsWith('outgoing');

const digits = (text: string): string => text.replace(/[^\d*#]/g, '');
/** As Ringostat sends it: digits, with the country where it is written; a word stays what it is. */
export const numberAsSent = (typed: string): string => digits(typed) || typed.trim() || 'anonymous';

function callOf(order: CallOrder, { id, now, employees, recording }: CallFacts): FakeCall {
  const { story } = order;
  const talk = TALKS.includes(story) ? TALK_S : 0;
  const employee = employees.find(({ email }) => email === order.employee);
  const recorded = talk > 0 || story === 'voicemail';
  return {
    id,
    direction: isOut(story) ? 'out' : story === 'callback' ? 'callback' : 'in',
    clientNumber: numberAsSent(order.number),
    companyNumber: digits(order.line),
    ...(employee && story !== 'missed' && story !== 'voicemail' ? { employee } : {}),
    status: STATUS[story as keyof typeof STATUS],
    billsec: talk,
    duration: RING_S + talk,
    waittime: RING_S,
    startedAt: now,
    ...(recorded ? { recordings: [recording(id, 3)] } : {}),
    utm: { source: order.source, medium: order.source ? 'cpc' : '', campaign: order.campaign },
  };
}

/** After a transfer the hook names everybody who talked, the last talker last. */
function transferred(payload: Payload, call: FakeCall, employees: readonly FakeEmployee[]): Payload {
  const first = employees.find(({ email }) => email !== call.employee?.email);
  if (!first || !call.employee) return payload;
  const both = [first, call.employee];
  const told = {
    employee_fio: both.map(({ name }) => name).join(','),
    employee_email: both.map(({ email }) => email).join(','),
    employee_number: both.map(({ id }) => id).join(','),
    extension_number: both.map(({ extension }) => extension).join(','),
  };
  const nested = payload['additional_call_data'];
  return typeof nested === 'object' && nested !== null
    ? { ...payload, additional_call_data: { ...nested, ...told } }
    : { ...payload, ...told };
}

function momentsOf(story: StoryId): [CallMoment, number][] {
  if (isOut(story))
    return [
      ['started', 0],
      ['ended', RING_S + (TALKS.includes(story) ? TALK_S : 0)],
    ];
  if (TALKS.includes(story))
    return [
      ['ringing', 0],
      ['answered', RING_S],
      ['ended', RING_S + TALK_S],
    ];
  return [
    ['ringing', 0],
    ['ended', RING_S],
  ];
}

function usual(order: CallOrder, facts: CallFacts): Due[] {
  if (order.story === 'form') {
    const payload = buildForm({
      id: facts.id,
      name: 'Anna',
      phone: order.number,
      email: 'anna@example.com',
      submittedAt: facts.now,
      utm: { source: order.source, campaign: order.campaign },
    });
    return [{ event: 'form.submitted', afterMs: 0, payload }];
  }
  const call = callOf(order, facts);
  const family: Family = order.family === 'P1' && call.direction === 'out' ? 'P2' : order.family;
  return momentsOf(order.story).map(([moment, seconds], index) => {
    const payload = buildPayload(family, call, moment);
    return {
      event: `${isOut(order.story) ? 'outgoing' : 'incoming'}.${moment}`,
      afterMs: order.pace === 'real' ? seconds * 1000 : index * FAST_MS,
      payload:
        order.story === 'transfer' && moment === 'ended'
          ? transferred(payload, call, facts.employees)
          : payload,
    };
  });
}

/** The webhooks in the order in which they leave. */
export function deliveriesOf(order: CallOrder, facts: CallFacts): Due[] {
  let due = usual(order, facts);
  if (order.loses) due = due.slice(-1);
  if (order.reordered) {
    const times = due.map(({ afterMs }) => afterMs);
    due = due.reverse().map((one, index) => ({ ...one, afterMs: times[index] ?? 0 }));
  }
  return order.copies ? due.flatMap((one) => [one, one]) : due;
}
