/** Default country and time zone of a project: Ringostat's most common ones. Both hosts' forms start with them. */

/** ISO country of numbers written without country code. */
export const HOME_COUNTRY = 'UA';
/** IANA zone of dates that carry no offset. */
export const HOME_TIME_ZONE = 'Europe/Kyiv';
