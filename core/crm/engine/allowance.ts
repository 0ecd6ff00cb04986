/** An account's daily limit of requests and how much of it is left. */

/** Share of them below which a person should know. */
const LOW = 0.1;

/** Takes what is left of `max` (not a positive number: nothing is known); returns whether a person should know. */
export const runsLow = (left: number, max: number): boolean => max > 0 && !(left >= max * LOW);
