/** What Salesforce's refusals say to a person. */
import { salesforceRefusal } from '../../../../core/crm/salesforce/errors';

test('several refusals of one record are each named, with their fields', () => {
  const error = salesforceRefusal(
    400,
    [
      {
        errorCode: 'REQUIRED_FIELD_MISSING',
        message: 'Required fields are missing: [Branch__c]',
        fields: ['Branch__c'],
      },
      {
        errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
        message: 'Say where the client came from.',
        fields: ['LeadSource'],
      },
    ],
    'creating the lead',
  );
  expect(error.message).toBe(
    'Salesforce: creating the lead was refused (400): REQUIRED_FIELD_MISSING: Required fields are missing: [Branch__c]; FIELD_CUSTOM_VALIDATION_EXCEPTION: Say where the client came from.',
  );
  expect(error.subject).toBe('Branch__c, LeadSource');
  expect(error.entries.map(({ code }) => code)).toEqual([
    'REQUIRED_FIELD_MISSING',
    'FIELD_CUSTOM_VALIDATION_EXCEPTION',
  ]);
});
