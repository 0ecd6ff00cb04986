/** The fields every organisation has, as far as an integration with telephony meets them (names: the field list of the vendor's SDK). */
import { field } from './field-defs';
import type { ZohoModule, FieldDef, FieldType } from './types';

const many = (type: FieldType, names: string, more: Partial<FieldDef> = {}): FieldDef[] =>
  names.split(' ').map((name) => field(name, type, more));
const list = (name: string, values: string[], strict: boolean): FieldDef =>
  field(name, 'picklist', { picklist: values, strict });
const must = (name: string, length = 255): FieldDef => field(name, 'text', { mandatory: true, length });

const common = (): FieldDef[] => [
  field('id', 'bigint', { readOnly: true }),
  field('Owner', 'ownerlookup'),
  ...many('ownerlookup', 'Created_By Modified_By', { readOnly: true }),
  ...many('datetime', 'Created_Time Modified_Time', { readOnly: true }),
  field('Description', 'textarea'),
];
const person = (): FieldDef[] => [
  field('First_Name', 'text', { length: 40 }),
  must('Last_Name', 80),
  field('Full_Name', 'text', { readOnly: true }),
  field('Email', 'email'),
  field('Secondary_Email', 'email'),
  field('Email_Opt_Out', 'boolean'),
  ...many('phone', 'Phone Mobile'),
  field('Last_Activity_Time', 'datetime', { readOnly: true }),
  list('Lead_Source', ['Advertisement', 'Cold Call', 'Web Research', 'Chat'], false),
  list('Salutation', ['Mr.', 'Mrs.', 'Ms.'], false),
];
const activity = (): FieldDef[] => [
  must('Subject'),
  field('Who_Id', 'lookup', { to: 'Contacts' }),
  field('What_Id', 'multi_module_lookup'),
];

/** Fresh copies of a module's standard fields. */
export function standardFields(module: ZohoModule): FieldDef[] {
  const own: Record<ZohoModule, () => FieldDef[]> = {
    Leads: () => [
      ...person(),
      ...many('text', 'Company Designation Street City State Zip_Code Country Fax'),
      field('Website', 'website'),
      list(
        'Lead_Status',
        ['Attempted to Contact', 'Contacted', 'Junk Lead', 'Lost Lead', 'Not Contacted'],
        false,
      ),
      list('Industry', [], false),
      field('Converted__s', 'boolean', { readOnly: true }),
      field('Converted_Date_Time', 'datetime', { readOnly: true }),
      field('Converted_Contact', 'lookup', { to: 'Contacts', readOnly: true }),
      field('Converted_Account', 'lookup', { to: 'Accounts', readOnly: true }),
      field('Converted_Deal', 'lookup', { to: 'Deals', readOnly: true }),
    ],
    Contacts: () => [
      ...person(),
      ...many('phone', 'Home_Phone Other_Phone Asst_Phone'),
      ...many('text', 'Title Department Assistant Fax Mailing_Street Mailing_City Mailing_Country'),
      field('Account_Name', 'lookup', { to: 'Accounts' }),
      field('Reporting_To', 'lookup', { to: 'Contacts' }),
      field('Date_of_Birth', 'date'),
    ],
    Accounts: () => [
      must('Account_Name', 200),
      field('Phone', 'phone'),
      field('Website', 'website'),
      ...many('text', 'Account_Site Account_Number Fax Billing_City Billing_Country'),
      list('Account_Type', ['Customer', 'Partner'], false),
      list('Industry', [], false),
      field('Employees', 'integer'),
      field('Parent_Account', 'lookup', { to: 'Accounts' }),
      field('Last_Activity_Time', 'datetime', { readOnly: true }),
    ],
    Deals: () => [
      must('Deal_Name', 120),
      field('Stage', 'picklist', { mandatory: true, strict: true }),
      field('Pipeline', 'picklist', { strict: true }),
      field('Closing_Date', 'date'),
      field('Amount', 'currency'),
      field('Probability', 'integer'),
      ...many('text', 'Next_Step'),
      list('Type', ['Existing Business', 'New Business'], false),
      list('Lead_Source', ['Advertisement', 'Cold Call', 'Web Research', 'Chat'], false),
      field('Account_Name', 'lookup', { to: 'Accounts' }),
      field('Contact_Name', 'lookup', { to: 'Contacts' }),
      field('Last_Activity_Time', 'datetime', { readOnly: true }),
    ],
    Tasks: () => [
      ...activity(),
      field('Due_Date', 'date'),
      list(
        'Status',
        ['Not Started', 'Deferred', 'In Progress', 'Completed', 'Waiting on someone else'],
        true,
      ),
      list('Priority', ['High', 'Highest', 'Low', 'Lowest', 'Normal'], true),
      field('Remind_At', 'event_reminder'),
      field('Send_Notification_Email', 'boolean'),
      field('Closed_Time', 'datetime', { readOnly: true }),
    ],
    Calls: () => [
      ...activity(),
      field('Call_Type', 'picklist', {
        picklist: ['Outbound', 'Inbound', 'Missed'],
        strict: true,
        mandatory: true,
      }),
      field('Call_Start_Time', 'datetime', { mandatory: true }),
      field('Call_Duration', 'text', { length: 10 }),
      field('Call_Duration_in_seconds', 'integer', { readOnly: true }),
      list('Outgoing_Call_Status', ['Completed', 'Scheduled', 'Overdue', 'Cancelled'], true),
      list(
        'Call_Purpose',
        ['Prospecting', 'Administrative', 'Negotiation', 'Demo', 'Project', 'Desk'],
        false,
      ),
      list('Call_Result', ['Interested', 'Not interested', 'No response/Busy', 'Requested call back'], false),
      ...many('text', 'Caller_ID Dialled_Number Call_Agenda'),
      field('Voice_Recording__s', 'website'),
      field('CTI_Entry', 'boolean', { readOnly: true }),
    ],
  };
  return [...common(), ...own[module]()];
}
