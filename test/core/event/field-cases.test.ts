/** Inputs made after public bug reports about receivers like ours, each through the whole trigger. */
import { readFileSync } from 'fs';
import { join } from 'path';
import { receiveWebhook, type TriggerSettings } from '../../../core/event/receive';
import { NOW } from './payloads';
import { REQUEST, SECRET, SETTINGS } from './settings';

interface FieldCase {
  id: string;
  class: string;
  settings?: Partial<TriggerSettings>;
  delivery: {
    query?: Record<string, string>;
    contentType?: string;
    form?: Record<string, string>;
    payload?: Record<string, unknown>;
    call?: Record<string, unknown>;
    jsonCall?: Record<string, unknown>;
  };
  expect: Record<string, unknown>;
  why: string;
}
const CASES = JSON.parse(
  readFileSync(join(__dirname, '../../fixtures/field-cases/events.json'), 'utf8'),
) as FieldCase[];

/** The call every `call` of the file changes. */
const CALL = {
  uniqueid: 'ua0_-1763633600.12669683',
  calldate: '2025-11-20 12:13:20',
  call_type: 'in',
  caller: '380671234567',
  caller_number: '380671234567',
  dst: '380441234567',
  connected_with: 'proj_olena',
  employee_number: '1001',
  disposition: 'ANSWERED',
  duration: '30',
  billsec: '20',
};

function bodyOf({ form, payload, call, jsonCall }: FieldCase['delivery']): string {
  if (form) return new URLSearchParams(form).toString();
  return JSON.stringify(payload ?? { ...CALL, ...call, ...jsonCall });
}

/** `event.durations.talk` of an answer. */
function at(answer: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], answer);
}

it.each(CASES.map((one): [string, string, FieldCase] => [one.id, one.class, one]))(
  '%s %s',
  (_id, _class, { settings, delivery, expect: expected }) => {
    const answer = receiveWebhook(
      {
        ...REQUEST,
        query: { token: SECRET, event: 'incoming.ended', ...delivery.query },
        headers: { 'content-type': delivery.contentType ?? 'application/json' },
        body: bodyOf(delivery),
      },
      { ...SETTINGS, ...settings },
      NOW,
    );
    const found = Object.fromEntries(Object.keys(expected).map((path) => [path, at(answer, path)]));
    expect(found).toEqual(expected);
  },
);

it('holds at least the twelve cases that came from the field', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(12);
});
