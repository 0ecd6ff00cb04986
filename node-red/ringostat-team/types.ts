import type { Employee } from '../../core/model/team';

/** Settings of the config node "Ringostat team", for both halves. */
export interface TeamSettings {
  version: number;
  name: string;
  project: string;
  account: string;
  employees: Employee[];
  /** CRM user who catches what has no better owner. */
  senior: string;
}
