/** A workspace that answers the other way wherever recordings and descriptions of NetHunt disagree (docs/reference/nethunt.md). */
import type { FakeNetHuntOptions } from './types';

export const OTHER_ANSWERS = {
  nothingFound: '404',
  references: 'names',
} as const satisfies FakeNetHuntOptions;
