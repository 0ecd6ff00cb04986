/** Records as Pipedrive's API gives them, as far as they are read. */

/** What is sent, by field code or name. */
export type Json = Record<string, unknown>;

/** Person, organisation, deal (v2) or lead (v1). Custom fields of a lead stand beside the others, under their code. */
export interface ApiRecord {
  id: number | string;
  name?: string | null;
  title?: string | null;
  owner_id?: number | null;
  person_id?: number | null;
  org_id?: number | null;
  organization_id?: number | null;
  phones?: { value?: string | null }[] | null;
  emails?: { value?: string | null }[] | null;
  status?: string | null;
  is_archived?: boolean | null;
  is_deleted?: boolean | null;
  origin_id?: string | null;
  add_time?: string | null;
  update_time?: string | null;
  custom_fields?: Record<string, unknown> | null;
  [field: string]: unknown;
}
export interface ApiActivity {
  id: number;
  note?: string | null;
  subject?: string | null;
  deal_id?: number | null;
  [field: string]: unknown;
}
export interface ApiCallLog {
  id: string;
  activity_id?: number | null;
  has_recording?: boolean | null;
  note?: string | null;
  [field: string]: unknown;
}
/** A hit of itemSearch: references are objects there, custom fields only the values that matched. */
export interface SearchItem {
  id: number | string;
  type: 'person' | 'organization' | 'deal' | 'lead';
  name?: string | null;
  title?: string | null;
  phones?: string[] | null;
  emails?: string[] | null;
  owner?: { id: number } | null;
  person?: { id: number } | null;
  organization?: { id: number } | null;
  status?: string | null;
  is_archived?: boolean | null;
  custom_fields?: unknown[] | null;
  update_time?: string | null;
}
export interface ApiField {
  field_name: string;
  /** Forty hex digits for a custom field. */
  field_code: string;
  field_type: string;
  is_custom_field: boolean;
  options?: { id: number | string; label: string }[] | null;
  ui_visibility?: { details_visible_flag?: boolean } | null;
  required_fields?: { enabled?: boolean } | null;
}
