/** Users, rights and lists of the set-up. */
import type { ObjectText } from './types';

const LIST = `
MasterLabel string
ApiName string
SortOrder int`;

export const SETUP: ObjectText[] = [
  {
    name: 'User',
    prefix: '005',
    setup: true,
    fields: `
Username string(80)
LastName string(80)
FirstName string(40)
Name string(121)
Email email(128)
Title string(80)
Phone phone
MobilePhone phone
Extension phone
Alias string(8)
IsActive boolean
ProfileId reference(Profile) rel=Profile
UserRoleId reference(Group)
UserType picklist
TimeZoneSidKey picklist
LocaleSidKey picklist
LanguageLocaleKey picklist`,
  },
  {
    name: 'Group',
    prefix: '00G',
    setup: true,
    fields: 'Name string(40)\nDeveloperName string(80)\nType picklist',
  },
  { name: 'Profile', prefix: '00e', setup: true, fields: 'Name string(255)\nUserType picklist' },
  {
    name: 'Organization',
    prefix: '00D',
    setup: true,
    fields:
      'Name string(80)\nOrganizationType picklist\nIsSandbox boolean\nInstanceName string(5)\nTimeZoneSidKey picklist\nDefaultLeadAccess picklist\nDefaultContactAccess picklist\nDefaultAccountAccess picklist\nDefaultOpportunityAccess picklist',
  },
  {
    name: 'PermissionSet',
    prefix: '0PS',
    children: { FieldPerms: ['FieldPermissions', 'ParentId'] },
    fields: `
Name string(80) required
Label string(80) required
Description string(255)
IsOwnedByProfile boolean ro
IsCustom boolean ro
ProfileId reference(Profile) ro rel=Profile`,
  },
  {
    name: 'PermissionSetAssignment',
    prefix: '0Pa',
    fields: `
PermissionSetId reference(PermissionSet) required create rel=PermissionSet
AssigneeId reference(User) required create rel=Assignee`,
  },
  {
    name: 'ObjectPermissions',
    prefix: '110',
    fields: `
ParentId reference(PermissionSet) required create rel=Parent
SobjectType picklist required create
PermissionsRead boolean
PermissionsViewAllRecords boolean`,
  },
  {
    name: 'FieldPermissions',
    prefix: '01k',
    fields: `
ParentId reference(PermissionSet) required create rel=Parent
SobjectType picklist required create
Field picklist required create
PermissionsRead boolean
PermissionsEdit boolean`,
  },
  {
    name: 'RecordType',
    prefix: '012',
    setup: true,
    fields: `
Name string(80)
DeveloperName string(80)
Description string(255)
BusinessProcessId reference(BusinessProcess) rel=BusinessProcess
SobjectType picklist
IsActive boolean`,
  },
  {
    name: 'BusinessProcess',
    prefix: '019',
    setup: true,
    fields: 'Name string(80)\nDescription string(255)\nTableEnumOrId picklist\nIsActive boolean',
  },
  {
    name: 'OpportunityStage',
    prefix: '01J',
    setup: true,
    fields: `${LIST}
IsActive boolean
IsClosed boolean
IsWon boolean
ForecastCategory picklist
ForecastCategoryName picklist
DefaultProbability double
Description string(255)`,
  },
  {
    name: 'LeadStatus',
    prefix: '01L',
    setup: true,
    fields: `${LIST}\nIsDefault boolean\nIsConverted boolean`,
  },
  { name: 'TaskStatus', prefix: '01T', setup: true, fields: `${LIST}\nIsDefault boolean\nIsClosed boolean` },
  {
    name: 'TaskPriority',
    prefix: '01P',
    setup: true,
    fields: `${LIST}\nIsDefault boolean\nIsHighPriority boolean`,
  },
];
