import fc from 'fast-check';
import { neverRecorded } from '../../../core/event/never-record';
import { neverRecordRefusal, readNeverRecord } from '../../../core/event/never-record-entries';
import { toEvent } from '../../../core/event/normalise';
import { OPTIONS } from './payloads';

const event = (client: string, line = '380441234567') =>
  toEvent(
    { uniqueid: 'ua0_-1763700000.31', call_type: 'in', caller_number: client, dst: line, billsec: '20' },
    { ...OPTIONS, event: 'incoming.ended' },
  );

describe('what is never recorded', () => {
  test.each([
    ['380501112233', '050 111-22-33'],
    ['0501112233', '+38 (050) 111 22 33'],
    ['380501112233', '+38050*'],
    ['380501112233', '38050*'],
    ['380501112233', '0038050*'],
    ['380501112233', '050*'],
    ['48221234567', '+48*'],
    ['3700', '3700'],
    ['sip_login', 'SIP_login'],
    ['380671234567', '044 123 45 67'],
  ])('%s by "%s"', (client, entry) => {
    expect(neverRecorded(event(client), ['+1 212 555 0100', entry])).toBe(entry);
  });
  test.each([
    ['380501112233', '050 111-22-34'],
    ['380501112233', '+050*'],
    // Dialled so at home only: it is another country's.
    ['48501112233', '050*'],
    ['380671234567', '+38044*'],
    ['anonymous', '+38*'],
    ['3700', '370'],
    ['380501112233', '*'],
  ])('not %s by "%s"', (client, entry) => {
    expect(neverRecorded(event(client), [entry])).toBeNull();
  });
  test('any notation of a number is that number, and no other', () => {
    const number = fc.integer({ min: 501000000, max: 509999999 });
    fc.assert(
      fc.property(
        number,
        number,
        fc.constantFrom('+380', '380', '0', '00380', '+38 (0'),
        (one, other, head) => {
          const found = neverRecorded(event(`380${one}`), [`${head}${head.includes('(') ? `${one})` : one}`]);
          expect(found).not.toBeNull();
          expect(neverRecorded(event(`380${one}`), [`0${other}`])).toBe(one === other ? `0${other}` : null);
        },
      ),
    );
  });
  test('entries are parted by lines, commas and semicolons; a prefix that would silence everybody is refused', () => {
    expect(readNeverRecord(' +380*,\n0501112233;support\n\n')).toEqual(['+380*', '0501112233', 'support']);
    expect(readNeverRecord(undefined)).toEqual([]);
    expect(neverRecordRefusal(['+38044*', '3700', 'support'])).toBeNull();
    for (const entry of ['*', '+*', '+3*', '00*'])
      expect(neverRecordRefusal([entry])).toContain(`"${entry}"`);
  });
});
