/** Any secret leaves no trace in a refusal; any secret that is a word of messages leaves the messages whole. */
import fc from 'fast-check';
import { COMMON_WORDS, redact } from '../../../core/http/redact';
import { secretsIn, withoutSecrets } from '../../../core/http/secrets';

const WORDS = [...COMMON_WORDS];
/** Keys as vendors make them: six signs and more of letters, digits and what stands in tokens. */
const SIGNS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._~+/=-'];
const key = fc
  .array(fc.constantFrom(...SIGNS), { minLength: 6, maxLength: 60 })
  .map((signs) => signs.join(''))
  .filter((text) => !COMMON_WORDS.has(text.toLowerCase()) && /\d/.test(text));
const sentence = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 });
const name = fc.constantFrom('apiKey', 'clientSecret', 'access_token', 'password', 'webhookSecret');

test('a key of a credential does not survive in a refusal, wherever among words it stands', () => {
  fc.assert(
    fc.property(key, sentence, sentence, name, (secret, before, after, field) => {
      const said = `${before.join(' ')} ${secret} ${after.join(' ')}`;
      const told = withoutSecrets(
        { error: said, errors: [{ message: encodeURIComponent(said) }] },
        secretsIn({ [field]: secret }),
      );
      // What the words themselves hold of it (a key "token1" and a word "token") is no trace.
      const text = JSON.stringify(told);
      expect(text).not.toContain(` ${secret} `);
      expect(text).not.toContain(`%20${encodeURIComponent(secret)}%20`);
      expect(text).toContain('***');
    }),
    { numRuns: 500 },
  );
});

test('a webhook secret that is a common word, in any letter case, eats no word of any message', () => {
  fc.assert(
    fc.property(fc.constantFrom(...WORDS), fc.boolean(), sentence, name, (word, upper, words, field) => {
      const secret = upper ? word.charAt(0).toUpperCase() + word.slice(1) : word;
      const said = words.join(' ');
      expect(withoutSecrets(said, secretsIn({ [field]: secret }))).toBe(said);
    }),
    { numRuns: 500 },
  );
});

test('a sentence of common words stays as it is, whatever its order', () => {
  fc.assert(
    fc.property(sentence, (words) => {
      const said = words.join(' ');
      expect(redact(said)).toBe(said);
    }),
    { numRuns: 500 },
  );
});

test('a short value is no secret of an answer: its letters stand in every word', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 5 }), sentence, (secret, words) => {
      const said = words.join(' ');
      expect(withoutSecrets(said, secretsIn({ webhookSecret: secret }))).toBe(said);
    }),
    { numRuns: 300 },
  );
});
