/** A field mapping or pipeline rule cannot work. The message names field or rule and what to do. */
export class MappingError extends Error {
  override name = 'MappingError';
  constructor(
    /** One sentence or two per fault. */
    readonly faults: string[],
  ) {
    super(faults.join(' '));
  }
}
