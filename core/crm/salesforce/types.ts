/** Values of a record as they are written to Salesforce. */
export type Value = string | number | boolean;
/** By field name. */
export type Values = Record<string, Value>;
