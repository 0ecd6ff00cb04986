/** Templates that are of no CRM, by path without ending; they stand in a folder of their own in both hosts. */
export const RINGOSTAT_FOLDER = 'ringostat';
export const WITHOUT_CRM = [`${RINGOSTAT_FOLDER}/weekly-report`] as const;
