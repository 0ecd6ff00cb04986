/** Nodes that serve every CRM: the CRM chosen in a field, its credential, its drop-downs. */
import type { INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { toEvent } from '../../core/event/normalise';
import { providers } from '../../core/crm/registry';
import { AUTHENTICATION_FIELDS, SIGN_INS } from '../../nodes/shared/sign-ins';
import { callListSearch, callLoadOptions, runWorkflow } from '../engines/n8n-core';
import { peopleOf, teamOf } from '../scenarios/people';
import { CRMS, openLab, type Opened } from './labs';
import { nodeTypes, oneNode, PREFIX } from './pack';

const event = toEvent(
  {
    uniqueid: 'c.1',
    call_type: 'in',
    caller_number: '380671234567',
    dst: '380441234567',
    disposition: 'ANSWERED',
  },
  {
    event: 'incoming.ended',
    timeZone: 'Europe/Kyiv',
    defaultCountry: 'UA',
    projectId: '1',
    receivedAt: Date.UTC(2026, 10, 20, 12),
  },
);

describe.each(CRMS)('Find Responsible Manager in %s', (crm) => {
  let opened: Opened;
  beforeEach(async () => {
    opened = await openLab(crm);
  });
  afterEach(() => opened.lab.close());

  const node = (more: INodeParameters = {}) => {
    const { lab, account } = opened;
    const settings =
      Object.keys(lab.settings).length > 0 ? { settings: lab.settings as INodeParameters } : {};
    return oneNode('ringostatFindResponsible', { ...account.inOthers, ...settings, ...more } as never, {
      account,
    });
  };
  const client = providers[crm]?.entities.includes('contact') ? 'contact' : 'lead';

  test('the client of the number and his responsible are found', async () => {
    const { lab } = opened;
    const people = peopleOf(lab.users);
    const id = lab.seed(client, { phone: '067 123 45 67', ownerId: people.olena.crmUserId });
    const result = await runWorkflow({
      ...node({
        teamSource: 'json',
        teamJson: JSON.stringify(teamOf(people, people.sofia.crmUserId).employees),
        senior: { __rl: true, mode: 'id', value: people.sofia.crmUserId },
      }),
      startNode: 'Node',
      triggerItems: [{ event: event as never }],
    });
    expect(result.error).toBeUndefined();
    expect(result.items('Node', 0)).toMatchObject([
      {
        client: { known: true, [client]: { id } },
        responsible: { crmUserId: people.olena.crmUserId },
        senior: { crmUserId: people.sofia.crmUserId },
      },
    ]);
  });

  test('users are listed and searched, as senior and in the team', async () => {
    const { olena } = opened.lab.users;
    opened.lab.seed(client, { ownerId: olena });
    const found = await callListSearch({ ...node(), node: 'Node', method: 'searchUsers', filter: 'OLENA' });
    expect(found.results.map(({ value }) => value)).toEqual([olena]);
    const users = await callLoadOptions({ ...node(), node: 'Node', method: 'getUsers' });
    expect(users.map(({ value }) => value)).toEqual(expect.arrayContaining(['', olena]));
  });
});

/** As n8n's editor and engine decide which credentials a node shows and needs. */
function shownCredentials(type: string, parameters: INodeParameters): string[] {
  const { description } = nodeTypes[PREFIX + type] ?? {};
  const filled = NodeHelpers.getNodeParameters(
    description?.properties ?? [],
    parameters,
    true,
    false,
    { typeVersion: 1 },
    description ?? null,
  );
  const node = { typeVersion: 1 };
  return (description?.credentials ?? [])
    .filter((credential) => NodeHelpers.displayParameter(filled ?? {}, credential, node, description ?? null))
    .map(({ name }) => name);
}

describe('credentials that a choice of CRM shows', () => {
  const ways = SIGN_INS.map((signIn): [string, string, INodeParameters] => {
    const field = AUTHENTICATION_FIELDS[signIn.crm];
    return [
      `${signIn.crm} with ${signIn.authentication}`,
      signIn.credential,
      { crm: signIn.crm, ...(field ? { [field]: signIn.authentication } : {}) },
    ];
  });

  test.each(ways)('%s: exactly its own', (_what, credential, parameters) => {
    const find = shownCredentials('ringostatFindResponsible', { ...parameters, teamSource: 'json' });
    expect(find).toEqual([credential]);
    const calls = shownCredentials('ringostat', { resource: 'call', onlyMissing: true, ...parameters });
    expect(calls).toEqual(['ringostatApi', credential]);
  });

  test('none of a CRM where none is needed', () => {
    expect(shownCredentials('ringostat', { resource: 'call', operation: 'getAll' })).toEqual([
      'ringostatApi',
    ]);
    expect(shownCredentials('ringostat', { resource: 'sip' })).toEqual(['ringostatApi']);
  });
});
