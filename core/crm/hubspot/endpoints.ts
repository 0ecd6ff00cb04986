/** Where HubSpot's API is (docs/reference/hubspot.md#addresses-and-versions). Paths carry the version's date. */

/** GA since 9 Sep 2026. Same shapes as 2026-03. */
export const API_VERSION = '2026-09';
export const DEFAULT_BASE_URL = 'https://api.hubapi.com';

/** Object types we use, as paths name them. */
export type ObjectType = 'contacts' | 'companies' | 'deals' | 'calls' | 'tasks';

/** Type ids of HubSpot's own objects, for paths and answers that name nothing else. */
export const TYPE_IDS: Record<ObjectType, string> = {
  contacts: '0-1',
  companies: '0-2',
  deals: '0-3',
  tasks: '0-27',
  calls: '0-48',
};

/** Where a person allows an app what it asks for. */
export const SIGN_IN_URL = 'https://app.hubspot.com/oauth/authorize';
export const TOKEN_PATH = `/oauth/${API_VERSION}/token`;
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
  /** Published without a date. */
  schema: (type: ObjectType) => `/crm-object-schemas/v3/schemas/${type}`,
  /** Published in this version. */
  validations: (type: ObjectType) => `/crm/property-validations/2026-03/${TYPE_IDS[type]}`,
  propertyRoom: `/crm/limits/${API_VERSION}/custom-properties`,
  dealPipelines: `/crm/pipelines/${API_VERSION}/deals`,
  owners: `/crm/owners/${API_VERSION}`,
  account: `/account-info/${API_VERSION}/details`,
  usedToday: `/account-info/${API_VERSION}/api-usage/daily/private-apps`,
};

/** Groups of filters one search takes. */
export const GROUPS_MAX = 5;
