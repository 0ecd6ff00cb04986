/** Error: the team table cannot be used. The message names every mistake with its row and what to do. */
export class TeamError extends Error {
  override name = 'TeamError';
}
