/** All forms of one number that searches and comparisons need (reference crm-apis.md §0.1). */
export interface PhoneForms {
  /** With plus, e.g. +380671234567. */
  e164: string;
  /** E.164 without plus: the phone key of records. */
  digits: string;
  /** National significant number, e.g. 671234567. */
  national: string;
  countryCode: string;
  country: string | null;
  /** Human notation, e.g. +380 67 123 4567. */
  international: string;
}
