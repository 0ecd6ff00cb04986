/** What the templates say differently for each CRM. Everything else is the same sentence. */
import type { CrmId } from '../../../core/model/plan';

export interface CrmTexts {
  crm: CrmId;
  /** As in the nodes' titles. */
  label: string;
  /** Type of the Upsert node. */
  upsert: string;
  /** Credential to make, in the set-up list. */
  credential: string;
  /** What calls become. */
  records: string;
  /** The vendor's word for fields. */
  fields: string;
  Fields: string;
  /** What the set-up operation does with missing fields. */
  ensure: string;
  /** Which records the attribution goes to. */
  attributed: string;
  /** Options that smart forwarding needs. */
  forwarding?: Record<string, unknown>;
  /** One more line of the set-up of calls. */
  extra?: string;
}

const plain = { fields: 'fields', Fields: 'Fields' };

export const CRM_TEXTS: readonly CrmTexts[] = [
  {
    crm: 'hubspot',
    label: 'HubSpot',
    upsert: 'ringostatHubSpot',
    credential: 'HubSpot service key',
    records:
      'Every call and form becomes HubSpot records: contact, deal, call record with the recording, tasks.',
    fields: 'properties',
    Fields: 'Properties',
    ensure: 'it creates the HubSpot properties that keep calls from being recorded twice',
    attributed: 'Contact, open deal and lead of the number',
  },
  {
    crm: 'salesforce',
    label: 'Salesforce',
    upsert: 'ringostatSalesforce',
    credential: 'Salesforce OAuth2',
    records:
      'Every call and form becomes Salesforce records: a lead at the moment of pick-up, tasks with the recording. A converted lead is found through its contact and opportunity.',
    ...plain,
    ensure:
      'it creates the custom fields that keep calls from being recorded twice, or lists them when the rights do not allow it',
    attributed: 'Open lead, contact and opportunity of the number',
  },
  {
    crm: 'zoho',
    label: 'Zoho CRM',
    upsert: 'ringostatZoho',
    credential: 'Zoho CRM OAuth2',
    records:
      'Every call and form becomes Zoho CRM records: a lead with the data of the visit, tasks with the recording.',
    ...plain,
    ensure:
      'it creates the fields that keep calls from being recorded twice, or lists what Zoho does not allow',
    attributed: 'Open lead, contact and open deal of the number',
    extra: 'In the credential choose the data centre of your account.',
  },
  {
    crm: 'nethunt',
    label: 'NetHunt',
    upsert: 'ringostatNetHunt',
    credential: 'NetHunt',
    records:
      'Every call becomes a record of the folder *Ringostat calls* with the link to listen; new clients become contacts with the source Ringostat.',
    ...plain,
    ensure: 'it lists the folders and fields that NetHunt has to have; NetHunt lets only a person add them',
    attributed: 'The contact of the number',
    forwarding: { onlySip: true },
    extra: 'Folders are found by their names; choose others in *NetHunt Settings* of both nodes.',
  },
  {
    crm: 'pipedrive',
    label: 'Pipedrive',
    upsert: 'ringostatPipedrive',
    credential: 'Pipedrive',
    records:
      'Every call and form becomes Pipedrive records: organization, person and deal at the moment of pick-up, the call with its recording, activities.',
    ...plain,
    ensure: 'it creates the deal and person fields of the attribution',
    attributed: 'Person and open deal of the number',
  },
];

export const upsertName = ({ label }: Pick<CrmTexts, 'label'>): string => `${label} Upsert`;

/** Parameter of the nodes that serve every CRM; HubSpot is their default. */
export const crmParameter = ({ crm }: Pick<CrmTexts, 'crm'>): Record<string, unknown> =>
  crm === 'hubspot' ? {} : { crm };
/** The same for the matrix. */
export const presetParameter = ({ crm }: Pick<CrmTexts, 'crm'>): Record<string, unknown> =>
  crm === 'hubspot' ? {} : { preset: crm };
