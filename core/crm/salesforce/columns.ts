/** Columns asked for, by object. */
import type { RecordObject } from './endpoints';
import { ATTRIBUTION_NAMES, CALL_ID } from './own-fields';

/** Where a number may stand. Fax is not asked. */
export const PHONES: Record<RecordObject, string[]> = {
  Lead: ['Phone', 'MobilePhone'],
  Contact: ['Phone', 'MobilePhone', 'HomePhone', 'OtherPhone', 'AssistantPhone'],
  Account: ['Phone'],
  Opportunity: [],
};
const COMMON = [
  'Id',
  'Name',
  'OwnerId',
  'CreatedDate',
  'LastModifiedDate',
  CALL_ID,
  ...Object.values(ATTRIBUTION_NAMES),
];
export const WANTED: Record<RecordObject, string[]> = {
  Lead: [
    ...COMMON,
    ...PHONES.Lead,
    'Email',
    'Status',
    'IsConverted',
    'ConvertedContactId',
    'ConvertedOpportunityId',
  ],
  Contact: [...COMMON, ...PHONES.Contact, 'Email', 'AccountId'],
  Account: [...COMMON, ...PHONES.Account],
  Opportunity: [...COMMON, 'AccountId', 'StageName', 'IsClosed', 'IsWon'],
};
