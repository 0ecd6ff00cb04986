export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'phone'
  | 'email'
  | 'url'
  | 'boolean'
  | 'int'
  | 'double'
  | 'date'
  | 'datetime'
  | 'picklist'
  | 'reference'
  | 'base64';

export interface FieldDef {
  name: string;
  label: string;
  type: FieldType;
  /** Characters; 0 where there is no limit. */
  length: number;
  required: boolean;
  createable: boolean;
  updateable: boolean;
  /** Long text cannot stand in WHERE. */
  filterable: boolean;
  externalId: boolean;
  unique: boolean;
  custom: boolean;
  /** Custom fields made by the Tooling API are seen by nobody until FieldPermissions say so. */
  granted: boolean;
  referenceTo: string[];
  relationship: string | null;
  /** A picklist of the administrator's own that takes nothing else. */
  restrictedTo?: string[];
}
export interface ObjectDef {
  name: string;
  label: string;
  prefix: string;
  fields: Map<string, FieldDef>;
  /** Name of a child relationship → child object and its field that points here. */
  children: Record<string, [object: string, field: string]>;
  /** Objects of the set-up: read only. */
  setup: boolean;
}
/** How objects are written down in this folder. */
export interface ObjectText {
  name: string;
  prefix: string;
  setup?: boolean;
  children?: Record<string, [object: string, field: string]>;
  /**
   * One field a line: name, type, then flags. `string(80)` = longest, `reference(User|Group)` = targets, and the name of
   * the relationship with `rel=`. Flags: required, ro (read only), create (not changed later), blind (not in WHERE).
   */
  fields: string;
}
