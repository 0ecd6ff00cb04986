import { createHash as nodeHash } from 'node:crypto';
import * as fc from 'fast-check';
import { createHash, sha256 } from '../../../sandbox/page/shared/sha256';

const expected = (text: string): string => nodeHash('sha256').update(text).digest('hex');

test('the page hashes as Node does, at every length around a block', () => {
  for (let length = 0; length < 140; length++)
    expect(sha256('a'.repeat(length))).toBe(expected('a'.repeat(length)));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(createHash().update(text).update('!').digest()).toBe(expected(`${text}!`));
    }),
  );
});
