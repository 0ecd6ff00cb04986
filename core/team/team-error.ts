import { WordedError } from '../text/worded-error';

/** Error: the team table cannot be used. The message names every mistake with its row and what to do. */
export class TeamError extends WordedError {
  override name = 'TeamError';
}
