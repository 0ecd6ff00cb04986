/** Objects of the sales cloud: the fields an integration meets (names and types as in the vendor's schema). */
import type { ObjectText } from './types';

const OWNER = 'OwnerId reference(User) rel=Owner';
const STAMPS = `
LastActivityDate date ro
LastViewedDate datetime ro
LastReferencedDate datetime ro
PhotoUrl url ro`;
const address = (prefix: string): string =>
  [
    'Street textarea(255)',
    'City string(40)',
    'State string(80)',
    'PostalCode string(20)',
    'Country string(80)',
  ]
    .map((line) => prefix + line)
    .join('\n');

export const SALES: ObjectText[] = [
  {
    name: 'Lead',
    prefix: '00Q',
    children: { Tasks: ['Task', 'WhoId'], ContentDocumentLinks: ['ContentDocumentLink', 'LinkedEntityId'] },
    fields: `
LastName string(80) required
FirstName string(40)
Salutation picklist
Name string(121) ro
Title string(128)
Company string(255) required
${address('')}
Phone phone
MobilePhone phone
Fax phone
Email email
Website url
Description textarea(32000) blind
LeadSource picklist
Status picklist
Industry picklist
Rating picklist
AnnualRevenue double
NumberOfEmployees int
OwnerId reference(User|Group) rel=Owner
IsConverted boolean ro
ConvertedDate date ro
ConvertedAccountId reference(Account) ro rel=ConvertedAccount
ConvertedContactId reference(Contact) ro rel=ConvertedContact
ConvertedOpportunityId reference(Opportunity) ro rel=ConvertedOpportunity
IsUnreadByOwner boolean${STAMPS}`,
  },
  {
    name: 'Contact',
    prefix: '003',
    children: {
      Tasks: ['Task', 'WhoId'],
      OpportunityContactRoles: ['OpportunityContactRole', 'ContactId'],
      ContentDocumentLinks: ['ContentDocumentLink', 'LinkedEntityId'],
    },
    fields: `
AccountId reference(Account) rel=Account
LastName string(80) required
FirstName string(40)
Salutation picklist
Name string(121) ro
${address('Mailing')}
${address('Other')}
Phone phone
Fax phone
MobilePhone phone
HomePhone phone
OtherPhone phone
AssistantPhone phone
ReportsToId reference(Contact) rel=ReportsTo
Email email
Title string(128)
Department string(80)
AssistantName string(40)
LeadSource picklist
Birthdate date
Description textarea(32000) blind
HasOptedOutOfEmail boolean
DoNotCall boolean
${OWNER}${STAMPS}`,
  },
  {
    name: 'Account',
    prefix: '001',
    children: {
      Contacts: ['Contact', 'AccountId'],
      Opportunities: ['Opportunity', 'AccountId'],
      Tasks: ['Task', 'WhatId'],
      ChildAccounts: ['Account', 'ParentId'],
    },
    fields: `
Name string(255) required
Type picklist
ParentId reference(Account) rel=Parent
${address('Billing')}
${address('Shipping')}
Phone phone
Fax phone
Website url
Industry picklist
AnnualRevenue double
NumberOfEmployees int
Description textarea(32000) blind
AccountSource picklist
${OWNER}${STAMPS}`,
  },
  {
    name: 'Opportunity',
    prefix: '006',
    children: {
      OpportunityContactRoles: ['OpportunityContactRole', 'OpportunityId'],
      Tasks: ['Task', 'WhatId'],
      ContentDocumentLinks: ['ContentDocumentLink', 'LinkedEntityId'],
    },
    fields: `
AccountId reference(Account) rel=Account
Name string(120) required
Description textarea(32000) blind
StageName picklist required
Amount double
Probability double
CloseDate date required
Type picklist
NextStep string(255)
LeadSource picklist
IsClosed boolean ro
IsWon boolean ro
ForecastCategory picklist ro
ForecastCategoryName picklist
${OWNER}
FiscalQuarter int ro
FiscalYear int ro
HasOpenActivity boolean ro
HasOverdueTask boolean ro${STAMPS}`,
  },
  {
    name: 'OpportunityContactRole',
    prefix: '00K',
    fields: `
OpportunityId reference(Opportunity) required create rel=Opportunity
ContactId reference(Contact) required rel=Contact
Role picklist
IsPrimary boolean`,
  },
  {
    name: 'Task',
    prefix: '00T',
    children: { ContentDocumentLinks: ['ContentDocumentLink', 'LinkedEntityId'] },
    fields: `
WhoId reference(Contact|Lead) rel=Who
WhatId reference(Account|Opportunity) rel=What
Subject string(255)
ActivityDate date
Status picklist
Priority picklist
IsHighPriority boolean ro
OwnerId reference(User|Group) rel=Owner
Description textarea(32000) blind
AccountId reference(Account) ro rel=Account
IsClosed boolean ro
IsArchived boolean ro
CallDurationInSeconds int
CallType picklist
CallDisposition string(255)
CallObject string(255)
ReminderDateTime datetime
IsReminderSet boolean
CompletedDateTime datetime ro
TaskSubtype picklist create`,
  },
];
