/** All forms of one number that searches and comparisons need. */
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
  /**
   * ISO country of stored numbers without country code. Empty where it is not known: then only texts with a country code
   * count as this number.
   */
  home: string;
}
