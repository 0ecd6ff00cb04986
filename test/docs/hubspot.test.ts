/** docs/hubspot.md: properties and scopes from the data, errors as the provider tells them. UPDATE_DOCS=1 writes it. */
import { LIMITS } from '../../core/crm/hubspot/limits';
import { OWN_GROUP, OWN_PROPERTIES } from '../../core/crm/hubspot/properties';
import { WANTED } from '../../core/crm/hubspot/records';
import { RingostatHubSpotOAuth2Api } from '../../credentials/RingostatHubSpotOAuth2Api.credentials';
import { code, expectErrors, expectList, expectTable, type Answer } from './crm-page';
import { expectPart, markdownTable, readPart } from './parts';

test('docs/hubspot.md: properties', () => {
  const rows = OWN_PROPERTIES.flatMap(({ type, properties }) =>
    properties.map(({ name, label, unique, description }) => [
      type,
      code(name),
      label,
      unique ? 'yes' : '',
      description,
    ]),
  );
  const table = markdownTable(['object', 'name', 'label', 'unique', 'what for'], rows);
  expectPart('hubspot.md', 'properties', `Group _${OWN_GROUP.label}_, type _single-line text_.\n\n${table}`);
});

test('docs/hubspot.md: scopes are those the OAuth credential asks for', () => {
  const scopes = new RingostatHubSpotOAuth2Api().properties.find(({ name }) => name === 'scope')?.default;
  const list = String(scopes).split(' ');
  expect(list.length).toBeGreaterThan(5);
  expectList('hubspot', 'scopes', list);
});

test('docs/hubspot.md: properties read', () => {
  const rows = Object.entries(WANTED).map(([entity, names]) => [entity, names.map(code).join(', ')]);
  expectTable('hubspot', 'read', ['record', 'properties'], rows);
});

const invalid = (error: string, name: string): string =>
  `Property values were not valid: ${JSON.stringify([{ isValid: false, message: 'x', error, name }])}`;
const ANSWERS: Answer[] = [
  ['401, the token is expired or revoked', 401, { category: 'EXPIRED_AUTHENTICATION' }],
  [
    '403, a scope is missing',
    403,
    {
      category: 'MISSING_SCOPES',
      errors: [{ context: { requiredGranularScopes: ['crm.objects.deals.write'] } }],
    },
  ],
  ['404, or an id of a record that is gone', 404, {}],
  [
    '400, a property that does not exist',
    400,
    { category: 'VALIDATION_ERROR', message: invalid('PROPERTY_DOESNT_EXIST', 'my_field') },
  ],
  [
    '400, a value that is not allowed',
    400,
    { category: 'VALIDATION_ERROR', message: invalid('INVALID_OPTION', 'my_list') },
  ],
  [
    '400, the value of a unique property is taken',
    400,
    { category: 'VALIDATION_ERROR', message: invalid('CONFLICTING_UNIQUE_VALUE', 'ringostat_call_id') },
  ],
  ['409, a contact with this e-mail exists', 409, { message: 'Contact already exists. Existing ID: 7' }],
  ['429, too many in ten seconds', 429, { policyName: 'TEN_SECONDLY_ROLLING' }],
  ["429, the day's requests are used up", 429, { policyName: 'DAILY' }],
  ['5xx or 477, HubSpot is down or moving the account', 502, '<html>'],
];

test('docs/hubspot.md: errors', () => {
  expect(expectErrors('hubspot', ANSWERS).size).toBe(7);
});

test('the limits told are those kept', () => {
  const told = readPart('hubspot.md', 'limits');
  expect(told).toContain(`${LIMITS.searchPerSecond} searches a second`);
  expect(told).toContain(`${LIMITS.burst?.max} requests in ${(LIMITS.burst?.windowMs ?? 0) / 1000} seconds`);
});
