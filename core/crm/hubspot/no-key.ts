/** The portal lacks the key of calls or tasks, and it could not be made. */
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
