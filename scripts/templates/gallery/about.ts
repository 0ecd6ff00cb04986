/** What templates are about: a CRM, or Ringostat alone. */
import type { CrmId } from '../../../core/model/plan';
import { CRM_TEXTS } from '../n8n/crms';
import { RINGOSTAT_FOLDER } from '../without-crm';

export interface About {
  /** Folder of its templates. */
  crm: CrmId | typeof RINGOSTAT_FOLDER;
  label: string;
  /** Credential to make beside Ringostat's; null: none. */
  credential: string | null;
}
export const ALL: readonly About[] = [
  ...CRM_TEXTS,
  { crm: RINGOSTAT_FOLDER, label: 'Without a CRM', credential: null },
];
