import fc from 'fast-check';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';
import { isNumberLike, phoneForms, sameNumber } from '../../../core/phone/phone';
import { maskNumber, maskNumbers } from '../../../core/phone/mask';

const NOTATIONS = [
  '+380671234567',
  '380671234567',
  '0671234567',
  '067 123 45 67',
  '+380 67 123 4567',
  '+38-067-123-4567',
  '(067) 123-45-67',
  '80671234567',
];

/** One valid mobile number of every country, as E.164. */
const WORLD = getCountries().flatMap((country) => {
  const example = getExampleNumber(country, examples);
  return example?.isValid() ? [{ country, e164: example.number as string }] : [];
});

describe('G-01: one number in eight notations', () => {
  it.each(NOTATIONS)('%s', (notation) => {
    expect(phoneForms(notation, 'UA')).toEqual({
      e164: '+380671234567',
      digits: '380671234567',
      national: '671234567',
      countryCode: '380',
      country: 'UA',
      international: '+380 67 123 4567',
      home: 'UA',
    });
    expect(sameNumber(notation, phoneForms('380671234567', 'UA')!)).toBe(true);
  });
  it.each([
    '00380671234567',
    '0038 067 123 45 67',
    '+380 (067) 123 45 67',
    'tel:+380671234567',
    '0671234567 ext. 12',
  ])('reads %s too', (notation) => expect(phoneForms(notation, 'UA')?.e164).toBe('+380671234567'));
});

describe('G-02: other countries, short numbers, anonymous', () => {
  it.each([
    ['48221234567', 'UA', '+48221234567', 'PL'],
    ['22 123 45 67', 'PL', '+48221234567', 'PL'],
    ['+4915112345678', 'UA', '+4915112345678', 'DE'],
    ['015112345678', 'DE', '+4915112345678', 'DE'],
    ['12025550123', 'UA', '+12025550123', 'US'],
    ['(202) 555-0123', 'US', '+12025550123', 'US'],
    ['77011234567', 'UA', '+77011234567', 'KZ'],
    ['87011234567', 'KZ', '+77011234567', 'KZ'],
    ['447400123456', 'UA', '+447400123456', 'GB'],
    ['07400 123456', 'GB', '+447400123456', 'GB'],
    ['88005553535', 'RU', '+78005553535', 'RU'],
  ])('%s in %s is %s', (text, country, e164, found) => {
    const forms = phoneForms(text, country);
    expect([forms?.e164, forms?.country]).toEqual([e164, found]);
  });
  it.each([
    '',
    ' ',
    'anonymous',
    'Unknown',
    'restricted',
    'прихований',
    'testsitecom_olena',
    'olena@sip.example.com',
    '101',
    '7777',
    '+',
    null,
    undefined,
  ])('%s has no E.164', (text) => expect(phoneForms(text, 'UA')).toBeNull());
  it('tells number-like texts from names', () => {
    expect(
      ['101', '+380671234567', '067 1', '12', '', 'anonymous', 'login_1', null].map(isNumberLike),
    ).toEqual([true, true, true, false, false, false, false, false]);
  });
  it('keeps a possible number of a range the metadata lacks, and refuses nonsense', () => {
    expect(phoneForms('380001234567', 'UA')?.e164).toBe('+380001234567');
    expect(phoneForms('000000000000', 'UA')).toBeNull();
    expect(phoneForms('99999999999999999999', 'UA')).toBeNull();
  });
  it('reads an international number when the default country is nonsense', () => {
    expect(phoneForms('+380671234567', 'XX')?.e164).toBe('+380671234567');
    expect(phoneForms('0671234567', 'XX')).toBeNull();
  });
});

describe('properties', () => {
  const ukrainian = fc
    .tuple(
      fc.constantFrom('50', '63', '66', '67', '68', '73', '93', '95', '96', '97', '98', '99', '44'),
      fc.integer({ min: 0, max: 9999999 }),
    )
    .map(([code, rest]) => code + String(rest).padStart(7, '0'));
  const separators = fc.array(fc.constantFrom('', ' ', '-', '.', ' (', ') '), { minLength: 9, maxLength: 9 });

  it('notation does not change the number', () => {
    fc.assert(
      fc.property(
        ukrainian,
        fc.constantFrom('+380', '380', '0', '80', '00380', '+38 0'),
        separators,
        (national, prefix, gaps) => {
          const text = prefix + [...national].map((digit, index) => digit + gaps[index]).join('');
          expect(phoneForms(text, 'UA')?.e164).toBe(`+380${national}`);
          expect(sameNumber(text, phoneForms(`+380${national}`, 'UA')!)).toBe(true);
        },
      ),
    );
  });
  it('is idempotent for every country, whatever the default country', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...WORLD),
        fc.constantFrom('UA', 'PL', 'US', 'KZ', 'DE', 'GB'),
        ({ e164 }, country) => {
          const once = phoneForms(e164, country)!;
          expect(once.e164).toBe(e164);
          expect(phoneForms(once.e164, country)).toEqual(once);
          expect(phoneForms(once.international, country)).toEqual(once);
          expect(sameNumber(once.international, once)).toBe(true);
        },
      ),
    );
  });
  it('never matches two different valid numbers', () => {
    fc.assert(
      fc.property(fc.constantFrom(...WORLD), fc.constantFrom(...WORLD), (one, other) => {
        fc.pre(one.e164 !== other.e164);
        expect(sameNumber(other.e164, phoneForms(one.e164, 'UA')!)).toBe(false);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(
        ukrainian,
        ukrainian,
        fc.constantFrom('+380', '380', '0', '80', ''),
        (one, other, prefix) => {
          fc.pre(one !== other);
          expect(sameNumber(prefix + other, phoneForms(`+380${one}`, 'UA')!)).toBe(false);
        },
      ),
    );
  });
  it('takes any text without a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, country) => {
        const forms = phoneForms(text, country);
        if (forms) expect(forms.e164).toMatch(/^\+\d{5,17}$/);
      }),
    );
  });
});

describe('sameNumber', () => {
  const forms = phoneForms('+380671234567', 'UA')!;
  it.each([
    '1380671234567',
    '+48671234567',
    '71234567',
    '0671234568',
    '06712345670',
    'Olena',
    '',
    '+671234567',
  ])('refuses %s', (stored) => expect(sameNumber(stored, forms)).toBe(false));
});

describe('mask', () => {
  it('hides the middle', () => {
    expect(maskNumber('+380671234567')).toBe('+38067•••4567');
    expect(maskNumber('101')).toBe('•••01');
    expect(maskNumber('anonymous')).toBe('anonymous');
  });
  it('masks numbers inside a text, not short ones', () => {
    expect(maskNumbers('call 12 from +380 67 123 45 67 took 35 s')).toBe(
      'call 12 from +38067•••4567 took 35 s',
    );
  });
});
