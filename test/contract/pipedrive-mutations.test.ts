import type { FakePipedrive } from '../../sandbox/pipedrive/types';
import { attachContract, type Contract } from './attach-contract';
import { CODE, startSeeded } from './pipedrive-account';
import { clientOf, soundForm, type Call } from './pipedrive-client';

/** Broken requests: the fake refuses each, and so does the description unless it is known to be wrong there. */
let fake: FakePipedrive;
let contract: Contract;
let call: Call;
beforeAll(async () => {
  ({ fake } = await startSeeded());
  contract = attachContract(fake, 'pipedrive');
  call = clientOf(fake);
});
afterAll(() => fake.close());
beforeEach(() => void contract.violations.splice(0));

const log = {
  outcome: 'connected',
  to_phone_number: '+380441112233',
  start_time: '2026-11-20 10:15:42',
  end_time: '2026-11-20 10:17:16',
};
const activity = { subject: 'Call back', type: 'call' };
type Broken = [
  name: string,
  method: string,
  path: string,
  body: unknown,
  status: number,
  checker: RegExp | null,
];
const broken: Broken[] = [
  [
    'an owner as text',
    'POST',
    '/v2/persons',
    { name: 'A', owner_id: '777' },
    400,
    /owner_id: must be integer/,
  ],
  ['a person without name', 'POST', '/v2/persons', { phones: [] }, 400, null],
  [
    'phones as text',
    'POST',
    '/v2/persons',
    { name: 'A', phones: '+380671234567' },
    400,
    /phones: must be array/,
  ],
  [
    'a phone as text',
    'POST',
    '/v2/persons',
    { name: 'A', phones: ['+380671234567'] },
    400,
    /phones\/0: must be object/,
  ],
  [
    'the v1 word for phones',
    'POST',
    '/v2/persons',
    { name: 'A', phone: [] },
    400,
    /additional properties.*phone/,
  ],
  ['a field of contact sync', 'POST', '/v2/persons', { name: 'A', job_title: 'CEO' }, 403, null],
  [
    'a custom field at the top',
    'POST',
    '/v2/persons',
    { name: 'A', [CODE]: 'x' },
    400,
    /additional properties/,
  ],
  ['an unknown custom field', 'POST', '/v2/persons', { name: 'A', custom_fields: { ab: 'x' } }, 400, null],
  ['a number as text field', 'POST', '/v2/persons', { name: 'A', custom_fields: { [CODE]: 5 } }, 400, null],
  ['a deal without title', 'POST', '/v2/deals', { person_id: 1 }, 400, /required property 'title'/],
  ['the v1 owner of a deal', 'POST', '/v2/deals', { title: 'D', user_id: 777 }, 400, /additional.*user_id/],
  ['a stage as text', 'POST', '/v2/deals', { title: 'D', stage_id: '3' }, 400, /stage_id: must be integer/],
  [
    'a date with time',
    'POST',
    '/v2/deals',
    { title: 'D', expected_close_date: '2026-11-20T10:00' },
    400,
    /must match format/,
  ],
  [
    'an organisation without name',
    'POST',
    '/v2/organizations',
    { owner_id: 777 },
    400,
    /required property 'name'/,
  ],
  ['person_id of an activity', 'POST', '/v2/activities', { ...activity, person_id: 1 }, 400, null],
  [
    'the v1 owner of an activity',
    'POST',
    '/v2/activities',
    { ...activity, user_id: 777 },
    400,
    /additional.*user_id/,
  ],
  ['done as a number', 'POST', '/v2/activities', { ...activity, done: 1 }, 400, /done: must be boolean/],
  [
    'a participant as number',
    'POST',
    '/v2/activities',
    { ...activity, participants: [1] },
    400,
    /participants\/0: must be object/,
  ],
  [
    'due_time with seconds of a zone',
    'POST',
    '/v2/activities',
    { ...activity, due_time: '14:15+02:00' },
    400,
    null,
  ],
  ['an unknown activity type', 'POST', '/v2/activities', { ...activity, type: 'ringostat' }, 400, null],
  [
    'an unknown outcome',
    'POST',
    '/v1/callLogs',
    { ...log, outcome: 'answered' },
    400,
    /outcome: must be equal to one of/,
  ],
  ['a duration as number', 'POST', '/v1/callLogs', { ...log, duration: 94 }, 400, /duration: must be string/],
  [
    'no end of a call',
    'POST',
    '/v1/callLogs',
    { ...log, end_time: undefined },
    400,
    /required property 'end_time'/,
  ],
  [
    'a start with offset',
    'POST',
    '/v1/callLogs',
    { ...log, start_time: '2026-11-20T12:15:42+02:00' },
    400,
    null,
  ],
  [
    'a link that no call log has',
    'POST',
    '/v1/callLogs',
    { ...log, organization_id: 1 },
    400,
    /additional.*organization_id/,
  ],
  ['a lead for nobody', 'POST', '/v1/leads', { title: 'L' }, 400, null],
  ['a lead without title', 'POST', '/v1/leads', { person_id: 501 }, 400, /required property 'title'/],
  [
    'a label that is no UUID',
    'POST',
    '/v1/leads',
    { title: 'L', label_ids: ['hot'] },
    400,
    /must match format "uuid"/,
  ],
  ['org_id of a lead', 'POST', '/v1/leads', { title: 'L', org_id: 1 }, 400, /additional.*org_id/],
  [
    'a field of an unknown type',
    'POST',
    '/v2/dealFields',
    { field_name: 'A', field_type: 'string' },
    400,
    /field_type: must be equal/,
  ],
  [
    'a field without name',
    'POST',
    '/v2/personFields',
    { field_type: 'varchar' },
    400,
    /required property 'field_name'/,
  ],
  [
    'a description of a person field',
    'POST',
    '/v2/personFields',
    { field_name: 'A', field_type: 'varchar', description: 'x' },
    400,
    /additional.*description/,
  ],
  ['choices without any', 'POST', '/v2/dealFields', { field_name: 'A', field_type: 'enum' }, 400, null],
  ['a search without term', 'GET', '/v2/itemSearch?item_types=deal', undefined, 400, /term is missing/],
  ['a term of one character', 'GET', '/v2/itemSearch?term=6', undefined, 400, null],
  [
    'an unknown item type',
    'GET',
    '/v2/itemSearch?term=67&item_types=deal,contact',
    undefined,
    400,
    /item_types: .*must be equal/,
  ],
  [
    'an unknown search field',
    'GET',
    '/v2/itemSearch?term=67&fields=phones',
    undefined,
    400,
    /fields: .*must be equal/,
  ],
  ['too many items', 'GET', '/v2/itemSearch?term=67&limit=101', undefined, 400, null],
  [
    'fractions of a second',
    'GET',
    '/v2/activities?updated_since=2026-11-20T10:00:00.000Z',
    undefined,
    400,
    null,
  ],
  ['an id as word', 'GET', '/v2/deals?person_id=me', undefined, 400, /person_id: .*must be integer/],
  ['an unknown order', 'GET', '/v2/deals?sort_by=title', undefined, 400, /sort_by: .*must be equal/],
  ['a path of v1 that is gone', 'GET', '/v1/persons', undefined, 404, /no such operation/],
  ['another method', 'PUT', '/v2/persons/501', { name: 'A' }, 404, /no such operation/],
];

test.each(broken)('%s', async (_name, method, path, body, status, checker) => {
  const answer = await call(method, path, body);
  expect([answer.status, answer.body]).toEqual([status, expect.objectContaining({ success: false })]);
  expect(answer.body['error']).toMatch(/\w{4,}/);
  if (contract.active) expect(contract.violations.join('\n')).toMatch(checker ?? /^$/);
});

test('a recording must be a form with an audio file', async () => {
  const made = await call('POST', '/v1/callLogs', log);
  const path = `/v1/callLogs/${String((made.body['data'] as { id: string }).id)}/recordings`;
  expect((await call('POST', path, { file: 'abc' })).status).toBe(400);
  expect((await call('POST', path, soundForm('a.txt', 'text/plain'))).status).toBe(400);
  expect((await call('POST', path, soundForm('a.mp3', 'audio/mpeg', []))).status).toBe(400);
  const other = new FormData();
  other.append('audio', new Blob(['x'], { type: 'audio/mpeg' }), 'a.mp3');
  expect((await call('POST', path, other)).status).toBe(400);
  if (contract.active) expect(contract.violations.join('\n')).toMatch(/required property 'file'/);
  expect((await call('POST', path, soundForm('a.bin', 'audio/ogg'))).status).toBe(200);
  expect((await call('POST', '/v1/callLogs/CA0/recordings', soundForm())).status).toBe(404);
});
