/** What the flows of an account rely on, as the hosts know it from their nodes. */
import type { ApplySettings } from '../apply/types';
import type { MatrixOptions, MatrixTable, PresetId } from '../matrix/types';
import type { ListTrouble } from '../team';

/** One table of the matrix, as the node that makes plans has it. */
export interface UsedTable {
  table: MatrixTable;
  preset: PresetId;
  options: MatrixOptions;
}
export interface FlowUses {
  /** CRM users of the team and the senior. */
  users: string[];
  tables: UsedTable[];
  /** Of the nodes that carry plans out. */
  settings: ApplySettings[];
  /** What keeps the CRM's list of users from being read anew; null: nothing. */
  usersTrouble: ListTrouble | null;
  /** The same of Ringostat's staff list; null also where teams are typed. */
  staffTrouble: ListTrouble | null;
}
