/** Addresses of Zoho CRM's API, version 8. */
export const DEFAULT_BASE_URL = 'https://www.zohoapis.com';
const ROOT = '/crm/v8';

export const paths = {
  composite: `${ROOT}/__composite_requests`,
  coql: `${ROOT}/coql`,
  search: (module: string) => `${ROOT}/${module}/search`,
  records: (module: string) => `${ROOT}/${module}`,
  record: (module: string, id: string) => `${ROOT}/${module}/${encodeURIComponent(id)}`,
  fields: `${ROOT}/settings/fields`,
  layouts: `${ROOT}/settings/layouts`,
  layout: (id: string) => `${ROOT}/settings/layouts/${encodeURIComponent(id)}`,
  pipelines: `${ROOT}/settings/pipeline`,
  users: `${ROOT}/users`,
  org: `${ROOT}/org`,
};
