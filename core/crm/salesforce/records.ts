/** Rows as Salesforce gives them, and records as the product knows them. */
import { emptyAttribution } from '../../attribution/attribution';
import { ATTRIBUTION_FIELDS, type Attribution } from '../../model/attribution';
import type { PhoneForms } from '../../phone/types';
import type { Entity } from '../../model/plan';
import type { FoundRecord } from '../../model/record';
import { carriesNumber } from '../engine/carries';
import type { Row } from './api';
import { PHONES } from './columns';
import type { RecordObject } from './endpoints';
import { ATTRIBUTION_NAMES, CALL_ID } from './own-fields';
import type { Work } from './work';

/** A filled text of a row. */
export function text(row: Row, column: string): string | null {
  const value = row[column];
  return typeof value === 'string' && value.trim() ? value.trim() : null;
}

function attributionOf(row: Row): Attribution {
  const attribution = emptyAttribution();
  for (const field of ATTRIBUTION_FIELDS) attribution[field] = text(row, ATTRIBUTION_NAMES[field]);
  return attribution;
}

/** Closed leads have no mark of their own: which statuses are closed is a setting. */
export function isOpenLead(row: Row, { settings }: Pick<Work, 'settings'>): boolean {
  return (
    row.IsConverted !== true && !settings.closedLeadStatuses.has(text(row, 'Status')?.toLowerCase() ?? '')
  );
}

/** Takes a row, its entity and what it hangs on; returns it in the port's form. */
export function toFound(
  work: Work,
  entity: Entity,
  row: Row,
  links: { contactIds?: string[]; companyIds?: string[] } = {},
): FoundRecord {
  const id = text(row, 'Id') ?? '';
  const account = text(row, 'AccountId');
  return {
    entity,
    id,
    name: text(row, 'Name'),
    ownerId: text(row, 'OwnerId'),
    open: entity === 'lead' ? isOpenLead(row, work) : entity !== 'deal' || row.IsClosed !== true,
    url: work.url(entity, id),
    createdAt: text(row, 'CreatedDate'),
    updatedAt: text(row, 'LastModifiedDate'),
    attribution: attributionOf(row),
    callId: text(row, CALL_ID),
    contactIds: links.contactIds ?? [],
    companyIds: links.companyIds ?? (account ? [account] : []),
  };
}

/** True when the row really carries the number: LIKE over-matches. */
export function hasNumber(row: Row, object: RecordObject, phone: PhoneForms): boolean {
  return carriesNumber(
    PHONES[object].map((column) => text(row, column)),
    phone,
  );
}
export const hasEmail = (row: Row, email: string | null): boolean =>
  email !== null && text(row, 'Email')?.toLowerCase() === email.trim().toLowerCase();
export const hasClientId = (row: Row, clientId: string | null): boolean =>
  clientId !== null && text(row, ATTRIBUTION_NAMES.google_client_id) === clientId;
