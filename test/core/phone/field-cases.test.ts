/** Inputs from the field with their right values: notations of phone numbers as callers send and CRMs store them. */
import cases from '../../fixtures/field-cases/phones.json';
import { phoneForms, sameNumber } from '../../../core/phone/phone';

interface Check {
  number?: string;
  country?: string;
  e164?: string;
  stored?: string;
  caller?: string;
  same?: boolean;
}
/** Home country of the stored ones. */
const HOME = 'UA';
const checks = cases.flatMap(({ id, class: kind, checks }) =>
  (checks as Check[]).map((check): [string, string, Check] => [id, kind, check]),
);

test.each(checks)('%s %s: %j', (_id, _kind, check) => {
  if (check.number !== undefined) {
    expect(phoneForms(check.number, check.country ?? HOME)?.e164).toBe(check.e164);
    return;
  }
  const caller = phoneForms(check.caller, HOME);
  expect(caller && sameNumber(check.stored ?? '', caller)).toBe(check.same);
});
