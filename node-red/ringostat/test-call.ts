import { payloadOf } from '../host/payload';
import { clock, testEvent, withSummary } from '../host/product';
import type { Asked } from './asked';

/** The payload that the trigger would have sent for such a call, marked as a test. Throws EventError and NodeError. */
export async function testCall({ settings, project, message, value, optional }: Asked): Promise<unknown> {
  const { timeZone, defaultCountry, projectId } = project.settings;
  const { story = 'missed', writeTest = false, maskNumbers } = settings;
  const call = {
    story,
    number: await value('testNumber'),
    employee: await optional('testEmployee'),
    write: writeTest,
  };
  const place = { timeZone, defaultCountry, projectId: projectId || null, maskNumbers };
  return withSummary({ ...payloadOf(message), event: testEvent(call, place, clock.now()) });
}
