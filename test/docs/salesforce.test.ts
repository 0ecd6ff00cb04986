/** docs/salesforce.md: fields and rights from the data, errors as the provider tells them. UPDATE_DOCS=1 writes it. */
import { OWN_FIELDS } from '../../core/crm/salesforce/own-fields';
import { OBJECTS } from '../../core/crm/salesforce/schema';
import { WANTED } from '../../core/crm/salesforce/columns';
import { RingostatSalesforceOAuth2Api } from '../../credentials/RingostatSalesforceOAuth2Api.credentials';
import { code, expectErrors, expectList, expectSettings, expectTable, type Answer } from './crm-page';

test('docs/salesforce.md: settings', () => expectSettings('salesforce'));

test('docs/salesforce.md: custom fields', () => {
  const rows = OWN_FIELDS.flatMap(({ object, definedOn, fields }) =>
    fields.map(({ name, label, unique, externalId }) => [
      definedOn === object ? object : `${object} (defined on ${definedOn})`,
      code(name),
      label,
      unique ? 'external id, unique' : externalId ? 'external id' : '',
    ]),
  );
  expect(rows.length).toBeGreaterThan(30);
  expectTable('salesforce', 'fields', ['object', 'API name', 'label', 'ticked'], rows);
});

test('docs/salesforce.md: rights', () => {
  expectList('salesforce', 'objects', OBJECTS);
  const scope = new RingostatSalesforceOAuth2Api().properties.find(({ name }) => name === 'scope')?.default;
  const [, list = ''] = /"([a-z_ ]+)"\}\}$/.exec(String(scope)) ?? [];
  expect(list).toContain('refresh_token');
  expectList('salesforce', 'scopes', list.split(' '));
});

test('docs/salesforce.md: columns read', () => {
  const rows = Object.entries(WANTED).map(([object, names]) => [object, names.map(code).join(', ')]);
  expectTable('salesforce', 'read', ['object', 'columns'], rows);
});

const refusal = (errorCode: string, message = 'x', fields: string[] = []): unknown[] => [
  { errorCode, message, fields },
];
const ANSWERS: Answer[] = [
  ['401, the session or grant has ended', 401, refusal('INVALID_SESSION_ID')],
  ['403, the edition has no API', 403, refusal('API_DISABLED_FOR_ORG')],
  ['403, the right to the object is missing', 403, refusal('INSUFFICIENT_ACCESS_OR_READONLY')],
  ['400, the object is hidden from the user', 400, refusal('INVALID_TYPE')],
  ['400, a field may not be written', 400, refusal('INVALID_FIELD_FOR_INSERT_UPDATE', 'x', ['My_Field__c'])],
  ['400, the org requires a field', 400, refusal('REQUIRED_FIELD_MISSING', 'x', ['Industry'])],
  ['400, a validation rule', 400, refusal('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'x', ['Phone'])],
  [
    '400, a value the list does not have',
    400,
    refusal('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', 'x', ['LeadSource']),
  ],
  ['400, a duplicate rule that blocks', 400, refusal('DUPLICATES_DETECTED')],
  ['400, a trigger or flow of the org failed', 400, refusal('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY')],
  ['404, the record is gone', 404, refusal('ENTITY_IS_DELETED')],
  ['403, the requests of 24 hours are used up', 403, refusal('REQUEST_LIMIT_EXCEEDED')],
  ['400, two writes met at one record', 400, refusal('UNABLE_TO_LOCK_ROW')],
  ['503', 503, '<html>'],
];

test('docs/salesforce.md: errors', () => {
  expect(expectErrors('salesforce', ANSWERS).size).toBe(8);
});
