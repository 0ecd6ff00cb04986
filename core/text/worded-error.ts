import type { Words } from '../model/said';
import { toText } from './said';

/** A fault of what a person set up or sent: one message, in English until it is worded in another language. */
export class WordedError extends Error {
  constructor(readonly words: Words) {
    super(toText(words));
  }
}
