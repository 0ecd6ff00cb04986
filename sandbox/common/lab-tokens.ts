/** Access tokens of a lab: how a test makes them run out, or the token server refuse. */
import type { Lab } from './lab';
import type { Faults } from './types';

/** What every token server says of a grant it no longer takes (RFC 6749 §5.2). */
const REFUSED = { status: 400, body: { error: 'invalid_grant', error_description: 'refused by the test' } };

/** `refuse(false)` clears all faults of the fake. */
export const labTokens = (fake: {
  faults: Faults;
  endToken(how: 'expired' | 'revoked'): void;
}): NonNullable<Lab['tokens']> => ({
  expire: () => fake.endToken('expired'),
  refuse: (on) => {
    fake.faults.clear();
    if (on) fake.faults.next({ match: ({ path }) => path.endsWith('/token'), answer: REFUSED }, 100_000);
  },
});
