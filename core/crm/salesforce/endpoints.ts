/** Paths of the REST API. All we use exists since v50; one version for all requests. */
import type { Entity } from '../../model/plan';

const VERSION = 'v67.0';
const DATA = `/services/data/${VERSION}`;
/** Where people of production orgs sign in. The host of the data comes with the token (instance_url). */
export const LOGIN_HOST = 'login.salesforce.com';
export const DEFAULT_BASE_URL = `https://${LOGIN_HOST}`;
export const SIGN_IN_PATH = '/services/oauth2/authorize';
export const GRANTS_PATH = '/services/oauth2/token';

export type RecordObject = 'Lead' | 'Contact' | 'Account' | 'Opportunity';
export type ObjectName = RecordObject | 'Task';

export const OBJECT_OF: Record<Entity | 'callRecord' | 'task', ObjectName> = {
  lead: 'Lead',
  contact: 'Contact',
  company: 'Account',
  deal: 'Opportunity',
  callRecord: 'Task',
  task: 'Task',
};
/** The same for records alone. */
export const RECORD_OF: Record<Entity, RecordObject> = {
  lead: 'Lead',
  contact: 'Contact',
  company: 'Account',
  deal: 'Opportunity',
};

const part = encodeURIComponent;
export const paths = {
  /** Names of the resources, and who asks. */
  root: DATA,
  composite: `${DATA}/composite`,
  collections: `${DATA}/composite/sobjects`,
  query: `${DATA}/query`,
  /** A query as part of a composite request. */
  queryOf: (soql: string): string => `${DATA}/query?q=${part(soql)}`,
  objects: (object: string): string => `${DATA}/sobjects/${object}`,
  record: (object: string, id: string): string => `${DATA}/sobjects/${object}/${part(id)}`,
  describe: (object: string): string => `${DATA}/sobjects/${object}/describe`,
  /** Values of all picklists that a record type allows. */
  picklists: (object: string, recordType: string): string =>
    `${DATA}/ui-api/object-info/${object}/picklist-values/${part(recordType)}`,
  customFields: `${DATA}/tooling/sobjects/CustomField`,
  limits: `${DATA}/limits`,
};
