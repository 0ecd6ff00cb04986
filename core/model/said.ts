/** A sentence by its code and values, so that it can be worded in the language of whoever reads it (core/text/said.ts). */

/** A list is told parted by commas. */
export type SaidValue = string | number | Said | readonly (string | number | Said)[];
export interface Said {
  /** A TextCode. */
  code: string;
  values: Readonly<Record<string, SaidValue>>;
}
/** A sentence of the product, or words that are told as they are: a vendor's, a person's. */
export type Words = string | Said;

/** What happened and what to do, in English; `words`: the same by code, until somebody words it in another language. */
export interface Worded<Advice extends string | null = string | null> {
  message: string;
  advice: Advice;
  words?: { message: Words; advice: Words | Exclude<Advice, string> };
}
