/** Where HubSpot's API is. Paths carry the version's date (crm-apis.md §1.1). */

/** GA since 9 Sep 2026. Same shapes as 2026-03. */
export const API_VERSION = '2026-09';
export const DEFAULT_BASE_URL = 'https://api.hubapi.com';

/** Object types we use, as paths name them. */
export type ObjectType = 'contacts' | 'companies' | 'deals' | 'calls' | 'tasks';

const objects = (type: ObjectType): string => `/crm/objects/${API_VERSION}/${type}`;
const properties = (type: ObjectType): string => `/crm/properties/${API_VERSION}/${type}`;
const part = encodeURIComponent;

export const paths = {
  objects,
  properties,
  record: (type: ObjectType, id: string) => `${objects(type)}/${part(id)}`,
  search: (type: ObjectType) => `${objects(type)}/search`,
  batchRead: (type: ObjectType) => `${objects(type)}/batch/read`,
  batchCreate: (type: ObjectType) => `${objects(type)}/batch/create`,
  associate: (from: ObjectType, id: string, to: ObjectType, toId: string) =>
    `${objects(from)}/${part(id)}/associations/default/${to}/${part(toId)}`,
  associations: (from: ObjectType, to: ObjectType) =>
    `/crm/associations/${API_VERSION}/${from}/${to}/batch/read`,
  propertyGroups: (type: ObjectType) => `${properties(type)}/groups`,
  propertiesBatchCreate: (type: ObjectType) => `${properties(type)}/batch/create`,
  dealPipelines: `/crm/pipelines/${API_VERSION}/deals`,
  owners: `/crm/owners/${API_VERSION}`,
  account: `/account-info/${API_VERSION}/details`,
};
