/** Types a custom field can be made of (vendor's description of POST …Fields). */
export const VENDOR_FIELD_TYPES = [
  'varchar',
  'text',
  'double',
  'phone',
  'date',
  'daterange',
  'time',
  'timerange',
  'set',
  'enum',
  'varchar_auto',
  'address',
  'monetary',
  'org',
  'people',
  'user',
];
/** Types whose values search looks into. */
export const SEARCHABLE_TYPES = ['address', 'varchar', 'text', 'varchar_auto', 'double', 'monetary', 'phone'];
