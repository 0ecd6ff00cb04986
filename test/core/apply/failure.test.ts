import { failureOf } from '../../../core/apply/failure';
import type { StepOutcome } from '../../../core/model/outcome';

const step = (id: string, change: Partial<StepOutcome> = {}): StepOutcome => ({
  id,
  kind: 'contact',
  status: 'created',
  recordId: '1',
  url: null,
  reason: { code: 'x', params: {}, text: `${id} was wanted` },
  error: null,
  changes: [],
  ...change,
});
const failed = (id: string, message: string, advice = 'Do this.'): StepOutcome =>
  step(id, { status: 'failed', error: { kind: 'invalidField', message, advice } });

test('nothing failed, nothing to tell', () => {
  expect(failureOf({ steps: [step('contact'), step('deal', { status: 'skipped' })] }, 'Zoho CRM')).toBeNull();
});

test('all failed steps are in one error, with the kind and advice of the first', () => {
  const steps = [
    step('contact'),
    failed('deal', 'no such stage'),
    failed('task.senior', 'no such user', 'That.'),
  ];
  const error = failureOf({ steps }, 'Pipedrive');
  expect(error).toMatchObject({
    kind: 'invalidField',
    system: 'Pipedrive',
    message:
      'Pipedrive did not take the whole plan; step deal: no such stage; step task.senior: no such user',
    advice: 'Do this. Running it again finishes what is left and doubles nothing.',
  });
});

test('a step that failed without an error is told by its reason', () => {
  const error = failureOf({ steps: [step('deal', { status: 'failed' })] }, 'NetHunt');
  expect(error).toMatchObject({ kind: 'permanent', message: expect.stringContaining('deal was wanted') });
});
