import type { MatrixOptions } from './types';

/** Options as the nodes offer them when nothing is changed. */
export const DEFAULT_OPTIONS: Readonly<MatrixOptions> = {
  language: 'en',
  distribute: false,
  mergeDoneTask: false,
  contactsFor: [],
  workingHours: null,
  names: {},
  linkFoundCompany: false,
};
