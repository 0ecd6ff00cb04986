/** What is the same for all that is written into Pipedrive. */
import { said } from '../../text/said';
import type { Writing } from '../engine/write';
import { pipedriveError, SYSTEM } from './errors';
import { isRefusal } from './gone';
import { NEEDED, refusedOf } from './refused';
import { refusedOwner } from './remedies';
import type { Work } from './work';
import type { Write } from './write';

type Rules = Pick<Writing<Write>, 'system' | 'mendable' | 'heldError' | 'owner' | 'email' | 'values'>;

const namesEmail = ({ step }: Write, message: string): boolean =>
  'email' in step.values && Boolean(step.values.email) && /e-?mail/i.test(message);

export const rulesOf = (work: Work): Rules => ({
  system: SYSTEM,
  mendable: isRefusal,
  heldError: () => pipedriveError('temporary', said('write.held'), said('advice.again')),
  owner: {
    of: ({ ownerId }) => ownerId,
    give: (write, ownerId) => void (write.ownerId = ownerId),
    refused: (error, write, ownerId) =>
      !namesEmail(write, error.message) && refusedOwner(work, error, ownerId),
    nobody: said('mend.owner.token'),
  },
  email: {
    refused: (error, write) => error.kind === 'invalidField' && namesEmail(write, error.message),
    leaveOut(write) {
      const { step } = write;
      if (step.kind !== 'callRecord' && step.kind !== 'task')
        write.step = { ...step, values: { ...step.values, email: null } };
    },
  },
  values: {
    refused: (error, { values, known }) =>
      error.kind === 'invalidField' ? refusedOf(error, values, known) : [],
    // Nothing is unique here, so a key that is refused may be left out, like one that cannot be made.
    keys: () => new Set(),
    needed: () => NEEDED,
    put: ({ instead }, field, value) => void instead.set(field, value),
  },
});
