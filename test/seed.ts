/**
 * Property tests try the same values at every run, so that a change never fails by another one's chance.
 * `FC_SEED=$RANDOM npx jest …` looks further.
 */
import fc from 'fast-check';

const DEFAULT_SEED = 4;
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? DEFAULT_SEED) });
