/** Where Pipedrive's API is (docs/reference/pipedrive.md#addresses-and-versions): v2 where there is one, v1 for leads, call logs, users and activity types. */

/** Answers for tokens of every company; with OAuth2 the token's answer names the company's own. */
export const DEFAULT_BASE_URL = 'https://api.pipedrive.com';
export const SIGN_IN_URL = 'https://oauth.pipedrive.com/oauth/authorize';
export const TOKEN_URL = 'https://oauth.pipedrive.com/oauth/token';

export type Collection = 'persons' | 'organizations' | 'deals' | 'leads';
export type FieldList = 'dealFields' | 'personFields' | 'organizationFields' | 'activityFields';

const V1 = '/api/v1';
const V2 = '/api/v2';
const part = encodeURIComponent;
const collection = (name: Collection): string => `${name === 'leads' ? V1 : V2}/${name}`;

/** Takes a path; returns the endpoint of version 1 it names, null for one of its records and for version 2. */
export const endpointOf = (path: string): string | null =>
  /^\/api\/v1\/(?:users\/me|\w+)$/.test(path) ? path.slice(1) : null;

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
