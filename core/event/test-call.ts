/** A call that nobody made, to try a flow: the event its webhook would have given, marked as a test. */
import { IANAZone, DateTime } from 'luxon';
import type { RingostatEvent } from '../model/event';
import { phoneForms } from '../phone/phone';
import { said } from '../text/said';
import { EventError } from './errors';
import { toEvent } from './normalise';
import { textOf } from './text';
import stories from './test-stories.json';

export type TestStory = keyof typeof stories;
/** In the order of the forms. */
export const TEST_STORIES = Object.keys(stories) as readonly TestStory[];

export interface TestCall {
  story: TestStory;
  /** The client's, in any notation. */
  number: string;
  /** By e-mail, extension, SIP login or number; empty: somebody the team does not know, where the story has an employee. */
  employee: string;
  /** Records are written, and their texts say that it is a test. Else every node behind only shows what it would write. */
  write: boolean;
}
/** What the project knows. */
interface Place {
  timeZone: string;
  defaultCountry: string;
  projectId: string | null;
  maskNumbers?: boolean;
}

/** Seconds of the longest story, so that none ends in the future. */
const LASTED = 120;
/** A name no team has: the row of unknown employees can be tried. */
const NOBODY = 'test-employee';

function employeeFields(employee: string): Record<string, string> {
  const sign = employee.trim() || NOBODY;
  // An external SIP login looks like an e-mail: whichever the team has is found.
  if (sign.includes('@')) return { employee_email: sign, connected_with: sign };
  return /^\d{2,5}$/.test(sign) ? { extension_number: sign } : { connected_with: sign };
}

/** Ringostat's own shape of a call id: seconds and a number, so that each test is a call of its own. */
const callIdAt = (now: number): string => `test-${Math.floor(now / 1000)}.${now % 1000}`;

/**
 * Takes the call and the project's place; `now`: milliseconds since the epoch. Returns the event of that moment. Throws EventError when
 * the story is none or the number cannot be read.
 */
export function testEvent(call: TestCall, place: Place, now: number): RingostatEvent {
  const story = Object.hasOwn(stories, call.story) ? stories[call.story] : null;
  if (!story) throw new EventError(said('test.noStory', { story: call.story, known: [...TEST_STORIES] }));
  const number = textOf(call.number) ?? '';
  if (!phoneForms(number, place.defaultCountry))
    throw new EventError(said('test.noNumber', { number, country: place.defaultCountry }));
  if (!IANAZone.isValidZone(place.timeZone))
    throw new EventError(said('event.noTimeZone', { zone: place.timeZone }));
  const began = DateTime.fromMillis(now - LASTED * 1000, { zone: place.timeZone });
  const form = story.event === 'form.submitted';
  const sides = story.incoming ? { e164: number } : { callee: number };
  const payload = form
    ? { ...story.fields, phone: number }
    : {
        uniqueid: callIdAt(now),
        calldate: began.toFormat('yyyy-MM-dd HH:mm:ss'),
        call_type: story.incoming ? 'in' : 'out',
        ...sides,
        ...('employee' in story ? employeeFields(call.employee) : {}),
        ...story.fields,
      };
  const event = toEvent(payload, { ...place, event: story.event, receivedAt: now });
  return { ...event, test: call.write ? 'write' : 'dry' };
}

/** True for a test that only shows what would be written. */
export const isDryTest = ({ test }: Pick<RingostatEvent, 'test'>): boolean => test === 'dry';
