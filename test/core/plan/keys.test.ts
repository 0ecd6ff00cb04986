import fc from 'fast-check';
import { callKey, dealStateKey, phoneKey, taskKey } from '../../../core/plan/keys';

it('keeps only characters that are safe in every CRM', () => {
  expect(callKey('12345', 'ua1_-1790000000.4242')).toBe('12345_ua1_-1790000000_4242');
  expect(callKey(null, 'ua1_-1790000000.4242')).toBe('ua1_-1790000000_4242');
  fc.assert(
    fc.property(fc.option(fc.string()), fc.string(), (project, call) => {
      expect(callKey(project, call)).toMatch(/^[A-Za-z0-9_-]*$/);
    }),
  );
});

it('tells roles and projects apart', () => {
  expect(taskKey('12345_call', 'manager')).toBe('12345_call_manager');
  expect(
    new Set(['senior', 'manager', 'responsible'].map((role) => taskKey('c', role as 'senior'))).size,
  ).toBe(3);
  expect(callKey('1', 'c')).not.toBe(callKey('2', 'c'));
});

it('a deal key is that of the number and of the newest closed deal', () => {
  expect(phoneKey('+380 67 123-45-67')).toBe('380671234567');
  expect(dealStateKey('+380671234567', null)).toBe('380671234567_0');
  expect(dealStateKey('380671234567', '9001')).toBe('380671234567_9001');
});
