/** Records of Pipedrive as the product knows them: from a search hit, or read strongly. */
import { emptyAttribution } from '../../attribution/attribution';
import { ATTRIBUTION_FIELDS, type Attribution } from '../../model/attribution';
import type { Entity } from '../../model/plan';
import type { FoundRecord } from '../../model/record';
import { CALL_ID, KEY } from './own-fields';
import { readOwnKey } from './own-key';
import type { ApiRecord, SearchItem } from './types';

/** Codes of our fields by name, as far as they are known. */
export type Codes = ReadonlyMap<string, string>;
type Url = (entity: Entity, id: string) => string | null;

export const idOf = (value: unknown): string | null =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : null;
const filled = (value: unknown): string | null => (typeof value === 'string' && value.trim() ? value : null);
const some = (...ids: (string | null)[]): string[] => ids.filter((id) => id !== null);

/** A deal is open while it is neither won nor lost and not put into the archive; so is a lead. */
const isOpen = (
  entity: Entity,
  { status, is_archived }: Pick<ApiRecord, 'status' | 'is_archived'>,
): boolean =>
  entity === 'deal' ? (status ?? 'open') === 'open' && is_archived !== true : is_archived !== true;

/** A search hit does not tell the attribution: it is read before it is filled (update.ts). `call`: call that made it. */
export function fromSearch(entity: Entity, item: SearchItem, call: string | null, url: Url): FoundRecord {
  const id = String(item.id);
  return {
    entity,
    id,
    name: filled(item.name) ?? filled(item.title),
    ownerId: idOf(item.owner?.id),
    open: entity === 'contact' || entity === 'company' || isOpen(entity, item),
    url: url(entity, id),
    createdAt: null,
    updatedAt: filled(item.update_time),
    attribution: emptyAttribution(),
    callId: call,
    contactIds: some(idOf(item.person?.id)),
    companyIds: some(idOf(item.organization?.id)),
  };
}

/** Value of a custom field as text; null when it is empty. Leads carry it beside their own fields. */
export function customText(record: ApiRecord, code: string | undefined): string | null {
  if (code === undefined) return null;
  const value = record.custom_fields?.[code] ?? record[code];
  if (typeof value === 'object' && value !== null) return filled((value as { value?: unknown }).value);
  return typeof value === 'number' ? String(value) : filled(value);
}

export function attributionOf(record: ApiRecord, codes: Codes): Attribution {
  const attribution = emptyAttribution();
  for (const field of ATTRIBUTION_FIELDS) attribution[field] = customText(record, codes.get(field));
  return attribution;
}

export function fromRecord(entity: Entity, record: ApiRecord, codes: Codes, url: Url): FoundRecord {
  const id = String(record.id);
  const call = customText(record, codes.get(CALL_ID)) ?? readOwnKey(customText(record, codes.get(KEY)))?.call;
  const hangs = entity === 'deal' || entity === 'lead';
  return {
    entity,
    id,
    name: filled(record.name) ?? filled(record.title),
    ownerId: idOf(record.owner_id),
    open: !hangs || isOpen(entity, record),
    url: url(entity, id),
    createdAt: filled(record.add_time),
    updatedAt: filled(record.update_time),
    attribution: attributionOf(record, codes),
    callId: call ?? (entity === 'lead' ? filled(record.origin_id) : null),
    contactIds: hangs ? some(idOf(record.person_id)) : [],
    companyIds: entity === 'company' ? [] : some(idOf(record.org_id ?? record.organization_id)),
  };
}
