/** The fake CRMs of this release, in the product's words. Adding one is a folder and a line here. */
import type { CrmId } from '../core/model/plan';
import type { LabFactory } from './common/lab';
import { hubspotLab } from './hubspot/lab';
import { nethuntLab } from './nethunt/lab';
import { pipedriveLab } from './pipedrive/lab';
import { salesforceLab } from './salesforce/lab';
import { zohoLab } from './zoho/lab';

export const labs: Partial<Record<CrmId, LabFactory>> = {
  hubspot: hubspotLab,
  nethunt: nethuntLab,
  zoho: zohoLab,
  salesforce: salesforceLab,
  pipedrive: pipedriveLab,
};
