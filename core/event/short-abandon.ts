/** Of the field "short abandon" of both hosts. Light: the editors read it too. */

/** Seconds: who left within them did not wait for anybody. */
export const SHORT_ABANDON_SECONDS = 5;
/** Seconds; a longer wait is a wait. */
export const SHORT_ABANDON_MAX = 300;
