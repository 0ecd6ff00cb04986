/** What differs between accounts and plans, and where the world disagrees about the vendor: switches, the vendor's usual way by default. */
import type { Row } from './types';

export interface AccountRules {
  /** Open deals and custom fields of the whole company that the plan allows; null = no end. Lite: 30 custom fields. */
  openDeals: number | null;
  customFields: number | null;
  /** Activity types by their key that were switched off: they are listed as inactive and refused. */
  inactiveTypes: string[];
  /** Records that the token's user may not see, "person 501": not listed, not found, not to be linked by a call log. */
  hidden: string[];
  /** How the record itself is refused to who may not see it. */
  hiddenStatus: 403 | 404;
  /** Whether persons among the items of a search tell when they changed: the vendor's sample shows it, others lack it. */
  searchTimes: boolean;
  /** Endpoints of version 1 that are switched off (410), as the path's last part: "callLogs". */
  retired: string[];
  /** Whether answers count requests in headers. */
  countHeaders: boolean;
}
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
