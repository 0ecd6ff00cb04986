/** The team table cannot be used as it is. The message names every fault with its row and what to do. */
export class TeamError extends Error {
  override name = 'TeamError';
}
