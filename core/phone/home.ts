/** Where a project is when nobody says otherwise: Ringostat's most common country. Both hosts' forms begin with it. */

/** ISO country of numbers written without country code. */
export const HOME_COUNTRY = 'UA';
/** IANA zone of dates that carry no offset. */
export const HOME_TIME_ZONE = 'Europe/Kyiv';
