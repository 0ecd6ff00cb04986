/** Generated: numbers of twenty countries as people store them, read in any home country (G-24, G-25). */
import fc from 'fast-check';
import {
  getCountryCallingCode,
  getCountries,
  getExampleNumber,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';
import { plainText } from '../../../core/phone/digits';
import { isNumberLike, phoneForms, sameNumber } from '../../../core/phone/phone';
import { newBudget, someNumber } from '../../../core/phone/pieces';
import { withoutResidue } from '../../../core/phone/residue';
import { segmentsOf } from '../../../core/phone/segments';

const COUNTRIES = 'UA PL DE US KZ RU GB FR ES IT IL CZ HU LT TM BY MX AR BR TR AE GE MD RO JP AU'.split(
  ' ',
) as CountryCode[];

/** A valid mobile number of the country: its example with other digits at the end. */
const numberOf = (country: CountryCode): fc.Arbitrary<string> =>
  fc
    .integer({ min: 0, max: 99_999 })
    .map((tail) => {
      const example = String(getExampleNumber(country, examples)?.number);
      return example.slice(0, -5) + String(tail).padStart(5, '0');
    })
    .filter((e164) => parsePhoneNumberFromString(e164)?.isValid() === true);
const number = fc.constantFrom(...COUNTRIES).chain((country) => numberOf(country));
const home = fc.constantFrom(...COUNTRIES);
const isValid = (text: string): boolean => parsePhoneNumberFromString(text)?.isValid() === true;
const parsed = (e164: string) => parsePhoneNumberFromString(e164)!;

/** Notations that tell the country. */
const INTERNATIONAL: Record<string, (e164: string) => string> = {
  plus: (e164) => e164,
  spaced: (e164) => parsed(e164).formatInternational(),
  dashed: (e164) => parsed(e164).formatInternational().replace(/ /g, '-'),
  dotted: (e164) => parsed(e164).formatInternational().replace(/ /g, '.'),
  'no-break blanks': (e164) => parsed(e164).formatInternational().replace(/ /g, '\u00a0'),
  'full-width': (e164) => e164.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
  'direction marks': (e164) => `\u202a${e164}\u202c`,
  'brackets of the area': (e164) =>
    parsed(e164)
      .formatInternational()
      .replace(/^(\+\d+) (\d+)/, '$1 ($2)'),
  'tel: URI': (e164) => `tel:${e164};ext=12`,
  'RFC 3966': (e164) => parsed(e164).getURI(),
  'local tel: URI': (e164) =>
    `tel:${parsed(e164).nationalNumber};phone-context=+${parsed(e164).countryCallingCode}`,
  'SIP address': (e164) => `sip:${e164}@pbx.example.com;transport=udp`,
  'SIP address by IP': (e164) => `${e164}@10.0.0.1:5060`,
  'SIP user parameter': (e164) => `${e164};user=phone`,
  link: (e164) => `https://wa.me/${e164.slice(1)}`,
  'code twice': (e164) => `+${parsed(e164).countryCallingCode}${e164}`,
  'code twice, in brackets': (e164) => `+${parsed(e164).countryCallingCode} (${e164.slice(1)}`,
};
/** Notations as they are dialled from abroad. */
const EXIT_CODES = ['00', '00 ', '011 ', '8 10 ', '8~10 ', '810', '0011 ', '009 ', '119 '];
const FRACTION: Record<string, (e164: string) => string> = {
  fraction: (e164) => `${e164.slice(1)}.0`,
  exponent: (e164) => `${e164[1]}.${e164.slice(2)}E${e164.length - 2}`,
  'exponent with plus and comma': (e164) => `${e164[1]},${e164.slice(2)}e+${e164.length - 2}`,
  'digits alone': (e164) => e164.slice(1),
};
const SURROUNDED: ((text: string) => string)[] = [
  (text) => text,
  (text) => ` ${text} `,
  (text) => `${text} (Viber)`,
  (text) => `моб. ${text}`,
  (text) => `тел.: ${text}`,
  (text) => `Олена Іваненко, ${text}, бухгалтер`,
  (text) => `mobile:${text}`,
  (text) => `${text},,,001#`,
  (text) => `${text},123`,
  (text) => `${text};55`,
  (text) => `${text}p12`,
  (text) => `${text}w9`,
  (text) => `${text} доб. 12`,
  (text) => `${text} внутрішній 345`,
  (text) => `${text} вн. 7`,
  (text) => `${text} ext. 4321`,
  (text) => `${text}x12`,
  (text) => `${text} #12`,
  (text) => `${text}\n+1 212 555 01 23`,
  (text) => `+1 212 555 01 23, ${text}`,
  (text) => `+1 212 555 01 23 або ${text}`,
  (text) => `+1 212 555 01 23 / ${text}`,
  (text) => `+12125550123 ${text.startsWith('+') ? text : `; ${text}`}`,
  (text) => `1) +1 212 555 01 23\n2) ${text}`,
];
const surrounded = fc.constantFrom(...SURROUNDED);
const pick = (notations: Record<string, (e164: string) => string>): fc.Arbitrary<(e164: string) => string> =>
  fc.constantFrom(...Object.values(notations));
/** A second notation inside must not end in what the words begin with. */
const plain = SURROUNDED.slice(0, 1);

const known = (stored: string, e164: string, country: string): unknown => {
  const caller = phoneForms(e164, country);
  return [stored, country, caller?.e164, caller && sameNumber(stored, caller)];
};

describe('G-24: the stored text is the caller', () => {
  it('with its country written, whatever stands around it and wherever home is', () => {
    fc.assert(
      fc.property(number, pick(INTERNATIONAL), surrounded, home, (e164, write, around, country) => {
        const text = around(write(e164));
        // Where numbers are of any length, as in Germany, the code twice may be a number of its own.
        fc.pre(
          parsePhoneNumberFromString(write(e164).replace(' (', ''))?.number === e164 || !isValid(write(e164)),
        );
        expect(known(text, e164, country)).toEqual([text, country, e164, true]);
      }),
      { numRuns: 600 },
    );
  });
  it('after the exit code of any country', () => {
    fc.assert(
      fc.property(number, fc.constantFrom(...EXIT_CODES), home, (e164, exit, country) => {
        const text = exit + parsed(e164).formatInternational().slice(1);
        // Where home dials so to one of its own, it is that one.
        fc.pre(parsePhoneNumberFromString(text, country)?.isValid() !== true);
        expect(known(text, e164, country)).toEqual([text, country, e164, true]);
      }),
      { numRuns: 300 },
    );
  });
  it('after a spreadsheet', () => {
    fc.assert(
      fc.property(number, pick(FRACTION), home, (e164, write, country) => {
        fc.pre(parsePhoneNumberFromString(e164.slice(1), country)?.isValid() !== true);
        const text = write(e164);
        expect(known(text, e164, country)).toEqual([text, country, e164, true]);
      }),
      { numRuns: 300 },
    );
  });
  it('as its own country dials it, at home and wherever it is no number at home', () => {
    fc.assert(
      fc.property(number, surrounded, home, fc.boolean(), fc.boolean(), (e164, around, abroad, own, bare) => {
        const { country = 'UA', nationalNumber } = parsed(e164);
        const at = own ? country : abroad;
        const written = bare ? nationalNumber : parsed(e164).formatNational();
        fc.pre(at === country || parsePhoneNumberFromString(written, at)?.isValid() !== true);
        const text = (at === country ? around : plain[0]!)(written);
        expect(known(text, e164, at)).toEqual([text, at, e164, true]);
      }),
      { numRuns: 600 },
    );
  });
  it('beside another number of home, in any order, parted by anything', () => {
    const parted = fc.constantFrom(' ', ', ', '; ', ' / ', '\n', ' | ', ' або ', ' or ', '/');
    fc.assert(
      fc.property(
        numberOf('UA'),
        numberOf('UA'),
        parted,
        fc.boolean(),
        fc.boolean(),
        (one, two, by, spaced, first) => {
          const write = (e164: string): string =>
            spaced ? parsed(e164).formatNational() : `0${parsed(e164).nationalNumber}`;
          const text = (first ? [one, two] : [two, one]).map(write).join(by);
          expect(known(text, one, 'UA')).toEqual([text, 'UA', one, true]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('what strangers send', () => {
  const HOSTILE: [string, string][] = [
    ['digits', '1'.repeat(16_000)],
    ['digits apart', '1 '.repeat(8_000)],
    ['groups of three', '067 '.repeat(4_000)],
    ['pluses', '+380'.repeat(4_000)],
    ['brackets', '(((('.repeat(4_000)],
    ['addresses', '067@'.repeat(4_000)],
    ['parameters', ';a=1'.repeat(4_000)],
    ['thousands', '1,123'.repeat(3_200)],
    ['points', '1.0'.repeat(5_000)],
    ['exponents', '1.1E1'.repeat(3_200)],
    ['dashes', '0671234567-'.repeat(1_500)],
    ['letters', 'a0671234567'.repeat(1_500)],
  ];
  it.each(HOSTILE)('%s: cut before it is read', (_name, text) => {
    const caller = phoneForms('+380671234567', 'UA')!;
    // What stands behind the limit is not looked at, so 16,000 signs cost what 256 do.
    for (const read of [
      (input: string) => phoneForms(input, 'UA'),
      (input: string) => sameNumber(input, caller),
      isNumberLike,
    ])
      expect(read(text)).toEqual(read(text.slice(0, 256)));
  });
  it('costs a bounded number of readings, whatever is in the text and however it reads', () => {
    const signs = fc.string({ unit: fc.constantFrom(...'0123456789+ ()-.,;/@xE67'), maxLength: 300 });
    fc.assert(
      fc.property(signs, fc.func(fc.constantFrom(false, undefined)), (text, answer) => {
        const budget = newBudget();
        let readings = 0;
        for (const segment of segmentsOf(withoutResidue(plainText(text))))
          someNumber(segment, budget, (run) => {
            readings += 1;
            return answer(run);
          });
        expect(readings).toBeLessThanOrEqual(32);
      }),
    );
  });
});

describe('G-25: the same national digits in another country are somebody else', () => {
  it('when the text is a number at home', () => {
    let met = 0;
    const atHome = home.chain((at) => numberOf(at).map((own) => ({ at, own })));
    fc.assert(
      fc.property(atHome, surrounded, fc.boolean(), ({ at, own }, around, bare) => {
        const { nationalNumber, countryCallingCode } = parsed(own);
        const text = around(bare ? nationalNumber : parsed(own).formatNational());
        for (const other of getCountries()) {
          const e164 = `+${getCountryCallingCode(other)}${nationalNumber}`;
          if (getCountryCallingCode(other) === countryCallingCode) continue;
          // The library drops what is too much: +1 1512… is read as +1 512….
          if (!isValid(e164) || parsed(e164).number !== e164) continue;
          met += 1;
          expect(known(text, e164, at)).toEqual([text, at, e164, false]);
        }
      }),
      { numRuns: 200 },
    );
    expect(met).toBeGreaterThan(50);
  });
});
