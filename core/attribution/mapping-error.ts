import type { Words } from '../model/said';
import { sentences, toText } from '../text/said';
import { WordedError } from '../text/worded-error';

/** Error of a field mapping or pipeline rule that cannot work. The message names the field or rule and what to do. */
export class MappingError extends WordedError {
  override name = 'MappingError';
  /** One sentence or two per fault, in English. */
  readonly faults: string[];
  constructor(faults: readonly Words[]) {
    super(sentences(faults));
    this.faults = faults.map((fault) => toText(fault));
  }
}
