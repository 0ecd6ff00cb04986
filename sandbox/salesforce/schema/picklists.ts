/** Values of picklists that no object of the set-up lists. */
export const PICKLISTS: Record<string, string[]> = {
  'Task.CallType': ['Internal', 'Inbound', 'Outbound'],
  'Task.TaskSubtype': ['Task', 'Email', 'Call', 'ListEmail', 'LinkedIn'],
  'ContentDocumentLink.ShareType': ['V', 'C', 'I'],
  'ContentDocumentLink.Visibility': ['AllUsers', 'InternalUsers', 'SharedUsers'],
  'Lead.LeadSource': ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'],
  'Contact.LeadSource': ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'],
  'Opportunity.LeadSource': ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'],
  'Opportunity.Type': ['Existing Business', 'New Business'],
  'OpportunityContactRole.Role': ['Business User', 'Decision Maker', 'Economic Buyer', 'Other'],
  'Lead.Rating': ['Hot', 'Warm', 'Cold'],
};
/** Picklists whose other values are refused; the rest take any text. */
export const RESTRICTED = new Set([
  'Task.CallType',
  'Task.TaskSubtype',
  'ContentDocumentLink.ShareType',
  'ContentDocumentLink.Visibility',
]);
/** Picklists whose values are the records of an object of the set-up. */
export const LISTS: Record<string, string> = {
  'Opportunity.StageName': 'OpportunityStage',
  'Lead.Status': 'LeadStatus',
  'Task.Status': 'TaskStatus',
  'Task.Priority': 'TaskPriority',
};
