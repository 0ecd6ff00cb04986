/** Where Pipedrive's API is (crm-apis.md §4.1): v2 where there is one, v1 for leads, call logs, users and activity types. */

/** Answers for tokens of every company; with OAuth2 the token's answer names the company's own. */
export const DEFAULT_BASE_URL = 'https://api.pipedrive.com';
export const TOKEN_URL = 'https://oauth.pipedrive.com/oauth/token';

export type Collection = 'persons' | 'organizations' | 'deals' | 'leads';
export type FieldList = 'dealFields' | 'personFields' | 'organizationFields' | 'activityFields';

const V1 = '/api/v1';
const V2 = '/api/v2';
const part = encodeURIComponent;
const collection = (name: Collection): string => `${name === 'leads' ? V1 : V2}/${name}`;

export const paths = {
  collection,
  record: (name: Collection, id: string) => `${collection(name)}/${part(id)}`,
  search: `${V2}/itemSearch`,
  fields: (list: FieldList) => `${V2}/${list}`,
  pipelines: `${V2}/pipelines`,
  stages: `${V2}/stages`,
  activities: `${V2}/activities`,
  activity: (id: string) => `${V2}/activities/${part(id)}`,
  callLogs: `${V1}/callLogs`,
  callLog: (id: string) => `${V1}/callLogs/${part(id)}`,
  recordings: (id: string) => `${V1}/callLogs/${part(id)}/recordings`,
  users: `${V1}/users`,
  me: `${V1}/users/me`,
  activityTypes: `${V1}/activityTypes`,
};
