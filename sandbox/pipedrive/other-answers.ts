/** An account that answers the other way wherever recordings and descriptions of Pipedrive disagree (docs/reference/pipedrive.md). */
import { USUAL_RULES } from './account-rules';
import type { FakePipedriveOptions } from './types';

export const OTHER_ANSWERS = {
  enforceRequired: true,
  phoneSearch: 'asStored',
  rules: {
    countHeaders: !USUAL_RULES.countHeaders,
    hiddenStatus: USUAL_RULES.hiddenStatus === 403 ? 404 : 403,
    searchTimes: !USUAL_RULES.searchTimes,
  },
} as const satisfies FakePipedriveOptions;
