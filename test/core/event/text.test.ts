import fc from 'fast-check';
import { toEvent } from '../../../core/event/normalise';
import { cleanText, decodedText, textOf } from '../../../core/event/text';
import { OPTIONS } from './payloads';

describe('what counts as nothing', () => {
  it.each([
    ...['', ' ', 'null', 'NULL', 'undefined', '-', '–', '(not set)', '(Not Set)', '(not provided)', '(none)'],
    ...[
      '{adgroupid}',
      '{{campaign.name}}',
      '{{ var }}',
      '${utm}',
      '{a}_{b}',
      '%7Badgroupid%7D',
      '__CAMPAIGN_NAME__',
    ],
  ])('"%s"', (text) => expect([textOf(text), textOf([text]), decodedText(text)]).toEqual([null, null, null]));
  it.each(['0', 'no', 'x-{adgroupid}', '(direct)', '{"a":1}', 'a_b', '__', 'null and void', 'Noname'])(
    'not "%s"',
    (text) => expect(textOf(text)).toBe(text),
  );
  it('not a text of signs alone, braces and spaces among them: a placeholder has a name', () => {
    const signs = fc.array(fc.constantFrom(...'?&|!{}[]()^~*:\\"\'+%$.,;/#=@<>', ' '), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(signs, (some) => {
        const text = some.join('').trim();
        fc.pre(!['', '-', '--'].includes(text));
        expect(textOf(text)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });
  it('in every field, whatever it is', () => {
    const nothing = fc.constantFrom(
      'null',
      'undefined',
      '-',
      '(not set)',
      '(not provided)',
      '(none)',
      '{adgroupid}',
      '{{v}}',
    );
    const fields = [
      'client_name',
      'client_email',
      'pool',
      'scheme',
      'landing',
      'employee_fio',
      'employee_email',
      'utm_term',
      'client_id',
      'connected_with',
      'extension_number',
      'department',
    ];
    const call = { uniqueid: '1', call_type: 'in', caller: '380671234567', disposition: 'BUSY' };
    const bare = toEvent(call, OPTIONS);
    fc.assert(
      fc.property(fc.constantFrom(...fields), nothing, (field, value) => {
        expect(toEvent({ ...call, [field]: value }, OPTIONS)).toEqual(bare);
      }),
      { numRuns: 200, seed: 9 },
    );
  });
});

describe('clean text', () => {
  it('has no control sign, override or sign without width, written out or as an entity', () => {
    const hidden = [
      0x00, 0x07, 0x1b, 0x85, 0xad, 0x34f, 0x61c, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x202a, 0x202e,
      0x2060, 0x2066, 0x2069, 0xfeff, 0xfff9, 0xe0041,
    ];
    for (const code of hidden) {
      const sign = String.fromCodePoint(code);
      const spelled = [sign, `&#${code};`, `&#x${code.toString(16)};`];
      expect([code, ...spelled.map((one) => decodedText(`a${one}b`))]).toEqual([code, 'ab', 'ab', 'ab']);
    }
  });
  it('keeps what a script or an emoji needs', () => {
    for (const text of [
      'می\u200cخواهم',
      'क्\u200dष',
      '\u{1f468}\u200d\u{1f469}',
      '\u2764\ufe0f',
      'a\tb\nc',
      'Й',
      'ё',
    ])
      expect(cleanText(text)).toBe(text);
  });
  it('decodes once', () => expect(decodedText('&amp;lt;&quot;x&quot;&#8238;')).toBe('&lt;"x"'));
});
