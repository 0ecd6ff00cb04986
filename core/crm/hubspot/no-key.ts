/** Error: the portal does not have the key property of calls or tasks, and it could not be created. */
import { CrmError } from '../../http/errors';

export class NoKey extends CrmError {
  override name = 'NoKey';
  /** `why`: what kept it from being made, and what to do, in words. */
  constructor(
    refusal: CrmError,
    readonly why: string,
  ) {
    super(refusal);
  }
}
