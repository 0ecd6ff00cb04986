/** What a new org has before anyone works in it: users, rights and the lists of the set-up. */
import { longId } from './ids';
import type { FakeRecordType, FakeSalesforceOptions, FakeStage, FakeUser, Values } from './types';

export interface ListSeed {
  object: string;
  id?: string;
  values: Values;
}
export const PROFILE_ID = longId('00eAA0000000001');
/** Permission set that belongs to the profile: what is granted to it, the profile's users have. */
export const PROFILE_SET_ID = longId('0PSAA0000000001');
export const ORG_ID = longId('00DAA0000000001');

const USERS: FakeUser[] = [
  { id: '005AA0000000001', name: 'Admin', email: 'admin@example.com', active: true },
  { id: '005AA0000000002', name: 'Manager', email: 'manager@example.com', active: true },
];
const STAGES: FakeStage[] = [
  { name: 'Prospecting', closed: false, won: false },
  { name: 'Qualification', closed: false, won: false },
  { name: 'Negotiation/Review', closed: false, won: false },
  { name: 'Closed Won', closed: true, won: true },
  { name: 'Closed Lost', closed: true, won: false },
];
const list = (object: string, names: string[], more: (name: string, index: number) => Values): ListSeed[] =>
  names.map((name, index) => ({
    object,
    values: { MasterLabel: name, ApiName: name, SortOrder: index + 1, ...more(name, index) },
  }));

const user = ({ id, name, email, active }: FakeUser): ListSeed => ({
  object: 'User',
  id,
  values: {
    Username: email,
    FirstName: name,
    LastName: 'Test',
    Name: `${name} Test`,
    Email: email,
    Alias: name.slice(0, 8).toLowerCase(),
    IsActive: active,
    ProfileId: PROFILE_ID,
    UserType: 'Standard',
    TimeZoneSidKey: 'Europe/Kiev',
    LocaleSidKey: 'uk',
    LanguageLocaleKey: 'en_US',
  },
});
const stage = ({ name, closed, won }: FakeStage, index: number): ListSeed => {
  const forecast = !closed ? 'Pipeline' : won ? 'Closed' : 'Omitted';
  const values: Values = {
    MasterLabel: name,
    ApiName: name,
    SortOrder: index + 1,
    IsActive: true,
    IsClosed: closed,
    IsWon: won,
    ForecastCategory: forecast,
    ForecastCategoryName: forecast,
    DefaultProbability: !closed ? 10 : won ? 100 : 0,
  };
  return { object: 'OpportunityStage', values };
};
function recordType({ id, name, stages }: FakeRecordType): ListSeed[] {
  const process = longId(`019${id.slice(3, 15)}`);
  return [
    {
      object: 'BusinessProcess',
      id: process,
      // The stages are no field of the vendor's object; the picklist of the record type shows them.
      values: { Name: name, TableEnumOrId: 'Opportunity', IsActive: true, stages: JSON.stringify(stages) },
    },
    {
      object: 'RecordType',
      id,
      values: {
        Name: name,
        DeveloperName: name.replace(/\W+/g, '_'),
        BusinessProcessId: process,
        SobjectType: 'Opportunity',
        IsActive: true,
      },
    },
  ];
}

const SHARING: Record<string, string> = {
  Lead: 'ReadEditTransfer',
  Contact: 'ControlledByParent',
  Account: 'Edit',
  Opportunity: 'Edit',
};
/** Sharing defaults of the organisation; `kept`: objects whose records are their owners'. */
export const sharingOf = (kept: string[]): Values =>
  Object.fromEntries(
    Object.entries(SHARING).map(([object, usual]) => [
      `Default${object}Access`,
      kept.includes(object) ? 'None' : usual,
    ]),
  );
/** Every user has the permission set of his profile. */
const profileOf = (id: string): ListSeed => ({
  object: 'PermissionSetAssignment',
  values: { PermissionSetId: PROFILE_SET_ID, AssigneeId: longId(id.slice(0, 15)) },
});
/** What the profile may do with records of an object; the rights of the session say it. */
const permissions = (object: string): ListSeed => ({
  object: 'ObjectPermissions',
  values: { ParentId: PROFILE_SET_ID, SobjectType: object, PermissionsRead: true },
});

/** The first one is the default. */
const accountType = (id: string, name: string, isPerson: boolean): ListSeed => ({
  object: 'RecordType',
  id,
  values: { Name: name, DeveloperName: name, SobjectType: 'Account', IsActive: true, IsPersonType: isPerson },
});
const ACCOUNT_TYPES = [
  accountType('012AA00000000P1', 'Person', true),
  accountType('012AA00000000B1', 'Business', false),
];

/** Records every org starts with, in the order they refer to each other. */
export function defaultLists({
  users = USERS,
  stages = STAGES,
  recordTypes = [],
  personAccounts = false,
  privateObjects = [],
}: FakeSalesforceOptions): ListSeed[] {
  return [
    ...(personAccounts ? ACCOUNT_TYPES : []),
    { object: 'Profile', id: PROFILE_ID, values: { Name: 'System Administrator', UserType: 'Standard' } },
    {
      object: 'PermissionSet',
      id: PROFILE_SET_ID,
      values: {
        Name: 'X00eAA0000000001',
        Label: 'X00eAA0000000001',
        IsOwnedByProfile: true,
        IsCustom: false,
        ProfileId: PROFILE_ID,
      },
    },
    {
      object: 'Organization',
      id: ORG_ID,
      values: {
        Name: 'Test',
        OrganizationType: 'Developer Edition',
        IsSandbox: false,
        InstanceName: 'EU1',
        ...sharingOf(privateObjects),
      },
    },
    ...users.map(user),
    ...users.map(({ id }) => profileOf(id)),
    ...Object.keys(SHARING).map(permissions),
    ...stages.map(stage),
    ...recordTypes.flatMap(recordType),
    ...list(
      'LeadStatus',
      ['Open - Not Contacted', 'Working - Contacted', 'Closed - Converted', 'Closed - Not Converted'],
      (name, i) => ({
        IsDefault: i === 0,
        IsConverted: name === 'Closed - Converted',
      }),
    ),
    ...list('TaskStatus', ['Not Started', 'In Progress', 'Completed', 'Deferred'], (name, i) => ({
      IsDefault: i === 0,
      IsClosed: name === 'Completed',
    })),
    ...list('TaskPriority', ['High', 'Normal', 'Low'], (name) => ({
      IsDefault: name === 'Normal',
      IsHighPriority: name === 'High',
    })),
  ];
}
