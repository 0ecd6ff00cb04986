/** Records as a CRM tells them. */
import type { Attribution } from './attribution';
import type { Entity } from './plan';

/** A record the CRM has, verified on our side to carry the number (docs/reference/product.md#finding-by-number). */
export interface FoundRecord {
  entity: Entity;
  id: string;
  name: string | null;
  ownerId: string | null;
  /** Contacts and companies are always open; deals and leads while not won, lost, converted, closed or deleted. */
  open: boolean;
  url: string | null;
  /** ISO 8601. */
  createdAt: string | null;
  updatedAt: string | null;
  attribution: Attribution;
  /** Ringostat call that made the record, where it carries one. */
  callId: string | null;
  /** Ids of the contacts, companies the record hangs on. */
  contactIds: string[];
  companyIds: string[];
  /**
   * Contact or lead that was met by its e-mail and lacks the number asked for: its field that takes the number, null when
   * all are filled. Absent on every other record.
   */
  phoneField?: PhoneField | null;
}

export interface PhoneField {
  /** API name. */
  name: string;
  /** Numbers of a field that takes several; null when it is empty. */
  holds: string | null;
}

export interface CrmField {
  name: string;
  label: string;
  type: string;
  writable: boolean;
  options: { value: string; label: string }[];
}
