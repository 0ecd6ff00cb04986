/** What differs between accounts and plans, and where the world disagrees about the vendor: switches, the vendor's usual way by default. */
import type { AccountRules, Row } from './types';

export const USUAL_RULES: AccountRules = {
  openDeals: null,
  customFields: null,
  inactiveTypes: [],
  hidden: [],
  hiddenStatus: 403,
  searchTimes: true,
  retired: [],
  countHeaders: true,
};

/** Takes the rules and a record; tells whether the token's user may not see it. */
export const isHidden = ({ hidden }: AccountRules, { type, id }: Pick<Row, 'type' | 'id'>): boolean =>
  hidden.includes(`${type} ${id}`);
