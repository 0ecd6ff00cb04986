/** Error of a field mapping or pipeline rule that cannot work. The message names the field or rule and what to do. */
export class MappingError extends Error {
  override name = 'MappingError';
  constructor(
    /** One sentence or two per fault. */
    readonly faults: string[],
  ) {
    super(faults.join(' '));
  }
}
