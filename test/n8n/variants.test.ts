/** The workflows that only some CRMs have, each driven by webhooks from the trigger to the CRM. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import type { CrmId } from '../../core/model/plan';
import type { LabView } from '../../sandbox/common/lab';
import { callWebhook, type WorkflowJson } from '../engines/n8n-core';
import { peopleOf, teamOf } from '../scenarios/people';
import { callPayload } from '../scenarios/payload';
import type { Call } from '../scenarios/types';
import { withAccount } from './account-in-template';
import { openLab, upsertType, type Opened } from './labs';
import { oneNode, SECRET } from './pack';

const ROOT = join(__dirname, '../../workflows-templates/n8n');

interface Flow extends Opened {
  call(change?: Partial<Call>): Promise<void>;
  form(fields: Record<string, string>): Promise<void>;
  view(): Promise<LabView>;
}

/** A template with a lab's account; `upsert`: what a builder chooses in the Upsert node. */
async function deploy(
  crm: CrmId,
  file: string,
  upsert: (opened: Opened) => INodeParameters = () => ({}),
): Promise<Flow> {
  const opened = await openLab(crm);
  const people = peopleOf(opened.lab.users);
  const { employees, senior } = teamOf(people, people.sofia.crmUserId);
  const template = JSON.parse(readFileSync(join(ROOT, crm, `${file}.json`), 'utf8')) as WorkflowJson;
  const workflow = withAccount(template, opened, {
    ringostatFindResponsible: {
      teamSource: 'json',
      teamJson: JSON.stringify(employees),
      senior: { __rl: true, mode: 'id', value: senior ?? '' },
    },
    [upsertType(crm)]: upsert(opened),
  });
  const send = async (event: string, payload: Record<string, unknown>): Promise<void> => {
    const { run, response } = await callWebhook({
      ...oneNode('ringostat', {}, { account: opened.account }),
      workflow,
      triggerName: 'Ringostat Trigger',
      request: { method: 'POST', query: { event, token: SECRET }, body: payload },
    });
    expect(response.status).toBe(200);
    expect(run?.error).toBeUndefined();
  };
  const call: Call = {
    id: 'c.1',
    direction: 'in',
    type: 'in',
    client: '380671234567',
    by: people.olena,
    status: 'ANSWERED',
    talk: 20,
    total: 30,
    at: '2026-11-20 14:00:00',
    recording: null,
    utm: {},
    pool: 'Main pool',
    more: {},
  };
  return {
    ...opened,
    call: (change = {}) => send('incoming.ended', callPayload({ ...call, ...change }, 'ended')),
    form: (fields) => send('form.submitted', { form_id: 'f.1', date: '2026-11-20 14:00:00', ...fields }),
    view: () => opened.lab.view(),
  };
}
const missed = { by: null, status: 'NO ANSWER', talk: 0 };

/** Runs with the template deployed and closes the lab in any case. */
async function withFlow(flow: Promise<Flow>, work: (flow: Flow) => Promise<void>): Promise<void> {
  const opened = await flow;
  try {
    await work(opened);
  } finally {
    await opened.lab.close();
  }
}

test('zoho/voicemail: a task with the recording; other calls leave nothing', () =>
  withFlow(deploy('zoho', 'voicemail'), async (flow) => {
    await flow.call({ ...missed, id: 'c.0', client: '380509998877' });
    expect(await flow.view()).toMatchObject({ leads: [], contacts: [], tasks: [] });
    const recording = 'https://app.ringostat.com/recordings/vm.mp3';
    await flow.call({ ...missed, status: 'VOICEMAIL', recording });
    const { leads, tasks } = await flow.view();
    expect(leads).toMatchObject([{ ownerId: flow.lab.users.sofia }]);
    expect(tasks).toMatchObject([{ state: 'open', ownerId: flow.lab.users.sofia }]);
    expect(tasks[0]?.text).toContain(recording);
  }));

test.each<CrmId>(['zoho', 'pipedrive'])('%s/pipelines: the deal goes where the rule says', (crm) => {
  const rule = ({ lab }: Opened): INodeParameters => {
    const [, partners] = lab.pipelines;
    const place = { pipeline: partners?.id ?? '', stage: partners?.open[0] ?? '' };
    return {
      pipelineRules: { rules: [{ variable: 'pool_name', operator: 'equals', value: 'Wholesale', ...place }] },
    };
  };
  return withFlow(deploy(crm, 'pipelines', rule), async (flow) => {
    await flow.call({ pool: 'Wholesale' });
    await flow.call({ id: 'c.2', client: '380509998877' });
    const { deals, leads } = await flow.view();
    const [main, partners] = flow.lab.pipelines;
    expect(leads).toEqual([]);
    expect(deals.map(({ pipeline }) => pipeline)).toEqual([partners?.id, main?.id]);
    expect(deals[0]?.stage).toBe(partners?.open[0]);
  });
});

test('nethunt/call-report: every call a record, no contact made, a known one linked', () =>
  withFlow(deploy('nethunt', 'call-report'), async (flow) => {
    const known = flow.lab.seed('contact', { phone: '+380671234567' });
    await flow.call();
    await flow.call({ ...missed, id: 'c.2', client: '380509998877' });
    const { contacts, calls } = await flow.view();
    expect(contacts.map(({ id }) => id)).toEqual([known]);
    expect(calls).toHaveLength(2);
    expect(calls[0]?.links).toContainEqual({ entity: 'contact', id: known });
    expect(calls[1]?.links).toEqual([]);
  }));

test('nethunt/deal-from-new-contact: contact and deal on the chosen stage, no second one', () => {
  const stage = ({ lab }: Opened): INodeParameters => ({
    pipeline: lab.pipelines[0]?.id ?? '',
    stage: lab.pipelines[0]?.open[1] ?? '',
  });
  return withFlow(deploy('nethunt', 'deal-from-new-contact', stage), async (flow) => {
    await flow.call();
    await flow.call({ id: 'c.2', at: '2026-11-20 15:00:00' });
    const { contacts, deals, calls } = await flow.view();
    expect(contacts).toHaveLength(1);
    expect(calls).toHaveLength(2);
    expect(deals).toMatchObject([{ stage: flow.lab.pipelines[0]?.open[1], ownerId: flow.lab.users.olena }]);
    expect(deals[0]?.contactIds).toEqual([contacts[0]?.id]);
  });
});

test('pipedrive/forms: organization, person and deal of a form', () =>
  withFlow(deploy('pipedrive', 'forms'), async (flow) => {
    await flow.form({ phone: '+38 (067) 123-45-67', name: 'Olha', utm_source: 'google' });
    const { contacts, companies, deals } = await flow.view();
    expect(contacts).toMatchObject([{ name: 'Olha' }]);
    expect(companies).toHaveLength(1);
    expect(deals).toHaveLength(1);
    expect(deals[0]?.contactIds).toEqual([contacts[0]?.id]);
    expect(deals[0]?.attribution.utm_source).toBe('google');
  }));

test('pipedrive/deal-only-if-none: a client with a closed deal gets no new one', () =>
  withFlow(deploy('pipedrive', 'deal-only-if-none'), async (flow) => {
    const contactId = flow.lab.seed('contact', { phone: '+380671234567' });
    const closed = flow.lab.seed('deal', { contactId, closed: 'lost' });
    await flow.call();
    await flow.call({ id: 'c.2', client: '380509998877' });
    const { deals, calls } = await flow.view();
    expect(deals.filter(({ contactIds }) => contactIds.includes(contactId)).map(({ id }) => id)).toEqual([
      closed,
    ]);
    expect(deals).toHaveLength(2);
    expect(calls[0]?.links).toContainEqual({ entity: 'deal', id: closed });
  }));
