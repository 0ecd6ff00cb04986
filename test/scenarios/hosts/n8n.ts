/** The calls template of n8n with a scenario's settings, run by n8n's real engine in this process. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { FieldMapping } from '../../../core/attribution/types';
import { cellsFromTable } from '../../../core/matrix/cells';
import { presets } from '../../../core/matrix/presets';
import { ROW_IDS } from '../../../core/matrix/types';
import {
  callWebhook,
  runWorkflow,
  type EngineSetup,
  type RunResult,
  type WorkflowJson,
} from '../../engines/n8n-core';
import { activate } from '../../engines/n8n-activate';
import { n8nAccount } from '../../engines/n8n-account';
import { credentialTypes, nodeTypes, PREFIX } from '../../engines/n8n-pack';
import { withAccount } from '../../n8n/account-in-template';
import { upsertType, type Opened } from '../../n8n/labs';
import { addressOf } from '../payload';
import type { Driver, FlowResult, Settings } from '../types';
import { checkSummaryFirst } from './summary-first';

const TEMPLATES = join(__dirname, '../../../workflows-templates/n8n');
const template = (crm: string, name: string): WorkflowJson =>
  JSON.parse(readFileSync(join(TEMPLATES, crm, `${name}.json`), 'utf8')) as WorkflowJson;

function mapped({ entity, field, source }: FieldMapping): IDataObject {
  const value =
    source.type === 'variable'
      ? { variable: source.name }
      : source.type === 'formField'
        ? { formField: source.names.join(', ') }
        : { constant: source.value };
  return { entity, field, source: source.type, ...value };
}

/** What a builder would choose in each node, by node type; `upsert` is the type of the CRM's own node. */
function chosen(settings: Settings, upsert: string): Record<string, IDataObject> {
  const cells = cellsFromTable({ ...presets[settings.preset].rows, ...settings.rows });
  const rows = Object.fromEntries(ROW_IDS.map((row) => [`${settings.preset}_${row}`, cells[row] ?? []]));
  const own = settings.crmSettings as IDataObject;
  const crmSettings = Object.keys(own).length > 0 ? { settings: own } : {};
  const order = settings.order
    ? { order: 'custom', customOrder: { entities: settings.order.map((entity) => ({ entity })) } }
    : {};
  return {
    ringostatTrigger: {
      receive: settings.receive,
      events: settings.events,
      answer: settings.answer.type,
      answerKey: settings.answer.key,
      timeZone: settings.timeZone,
      defaultCountry: settings.defaultCountry,
      acceptWithoutSecret: settings.acceptWithoutSecret,
      ...(settings.neverRecord ? { options: { binaryData: true, neverRecord: settings.neverRecord } } : {}),
    },
    ringostat: settings.neverRecord ? { options: { neverRecord: settings.neverRecord } } : {},
    ringostatFindResponsible: {
      ...crmSettings,
      ...order,
      several: settings.several,
      ...(settings.staff
        ? { teamSource: 'matched', options: { teamMinutes: 0 } }
        : { teamSource: 'json', teamJson: JSON.stringify(settings.team.employees) }),
      senior: { __rl: true, mode: 'id', value: settings.team.senior ?? '' },
      budgetMs: settings.budgetMs,
      reserve: settings.reserve,
      language: settings.language,
    },
    ringostatApplyMatrix: {
      preset: settings.preset,
      ...rows,
      language: settings.language,
      distribute: settings.distribute,
      options: { contactsFor: settings.contactsFor, ...settings.analysis },
    },
    [upsert]: {
      ...crmSettings,
      names: settings.names,
      dryRun: settings.dryRun,
      mapping: { fields: settings.mapping.map(mapped) },
      defaults: { fields: settings.defaults as unknown as IDataObject[] },
      pipelineRules: { rules: settings.pipelineRules as unknown as IDataObject[] },
      pipeline: settings.defaultPipeline.pipeline ?? '',
      stage: settings.defaultPipeline.stage ?? '',
    },
  };
}

/** The furthest item of the flow: from Upsert, else from the matrix, else from the finder; and the error that ended it. */
function resultOf(workflow: WorkflowJson, upsert: string, run: RunResult): FlowResult {
  const ours = [upsert, 'ringostatApplyMatrix', 'ringostatFindResponsible'];
  const items = ours.flatMap((type) =>
    workflow.nodes
      .filter((node) => node.type === PREFIX + type)
      .flatMap((node) => [...run.items(node.name, 0), ...run.items(node.name, 1)]),
  );
  const json = (items[0] ?? {}) as Record<string, unknown>;
  checkSummaryFirst(json);
  return {
    card: 'client' in json ? (json as unknown as FlowResult['card']) : null,
    plan: (json['plan'] as FlowResult['plan']) ?? null,
    outcome: (json['outcome'] as FlowResult['outcome']) ?? null,
    error: run.error ? [run.error.message, run.error.description].filter(Boolean).join(' ') : null,
  };
}

/** The trigger that answers itself has the fields of Find Responsible Manager. */
const answering = (values: Record<string, IDataObject>, { account, lab }: Opened): IDataObject => ({
  ...account.inOthers,
  ...(Object.keys(lab.settings).length > 0 ? { settings: lab.settings } : {}),
  ...values['ringostatFindResponsible'],
  ...values['ringostatTrigger'],
  options: {
    binaryData: true,
    ...(values['ringostatFindResponsible']?.['options'] as IDataObject | undefined),
    ...(values['ringostatTrigger']?.['options'] as IDataObject | undefined),
  },
  answerIn: 'trigger',
});

/** `answerIn`: who answers "whom to ring?". */
export async function openN8n(answerIn: 'workflow' | 'trigger' = 'workflow'): Promise<Driver> {
  let setup: EngineSetup | null = null;
  let trigger = '';
  let plan: IDataObject = {};
  let upsert = '';
  let opened: Opened | null = null;
  let users: string[] = [];
  let table = '';
  const ready = (): EngineSetup => {
    if (!setup) throw new Error('deploy() first');
    return setup;
  };
  const settingsOf = (): IDataObject => {
    const own = (opened?.lab.settings ?? {}) as IDataObject;
    return Object.keys(own).length > 0 ? { settings: own } : {};
  };
  return {
    host: 'n8n',
    async deploy(settings, lab) {
      const account = await n8nAccount(lab.crm, lab.access);
      opened = { lab: { ...lab, settings: settings.crmSettings }, account, parameters: {} };
      upsert = upsertType(lab.crm);
      const drawn = template(lab.crm, settings.receive === 'routing' ? 'smart-forwarding' : 'calls');
      const workflow = withAccount(drawn, opened);
      const values = chosen(settings, upsert);
      if (answerIn === 'trigger') values['ringostatTrigger'] = answering(values, opened);
      plan = values[upsert] ?? {};
      table = JSON.stringify({ ...presets[settings.preset].rows, ...settings.rows });
      const { employees, senior } = settings.team;
      users = [...employees.filter(({ active }) => active).map(({ crmUserId }) => crmUserId), senior].filter(
        (id) => id !== null,
      );
      for (const node of workflow.nodes) {
        const type = node.type.replace(PREFIX, '');
        if (type === 'ringostatTrigger') trigger = node.name;
        // The template's health check and its like keep their own operation.
        if (type === upsert && (node.parameters['resource'] ?? 'plan') !== 'plan') continue;
        node.parameters = { ...node.parameters, ...values[type] } as INodeParameters;
        if (settings.staff && type === 'ringostatFindResponsible')
          node.credentials = { ...node.credentials, ringostatApi: { id: 'staff', name: 'Ringostat' } };
      }
      const {
        authKey = 'ringostat-auth-key',
        projectId = settings.projectId,
        url = '',
      } = settings.staff ?? {};
      setup = {
        workflow,
        nodeTypes,
        credentialTypes,
        credentials: {
          ringostatApi: {
            authKey,
            projectId,
            webhookSecret: settings.secret ?? '',
            previousWebhookSecret: '',
            baseUrl: url,
          },
          [account.type]: account.data,
        },
      };
    },
    async activationError() {
      try {
        await activate(ready(), trigger);
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    async deliver(request) {
      const { 'content-type': contentType, ...headers } = request.headers;
      const address = addressOf('', request.query, request.search);
      const done = await callWebhook({
        ...ready(),
        triggerName: trigger,
        request: {
          method: request.method,
          query: address.slice(1),
          headers,
          ...(request.body === null ? {} : { rawBody: request.body }),
          ...(contentType === undefined ? {} : { contentType }),
        },
      });
      const { body, status } = done.response;
      const answer = {
        status,
        body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
        elapsedMs: done.answeredAt,
      };
      return { answer, result: done.run ? resultOf(ready().workflow, upsert, done.run) : null };
    },
    async replay(settings, lab, ringostat, through) {
      const account = await n8nAccount(lab.crm, lab.access);
      const type = upsertType(lab.crm);
      const workflow = withAccount(template(lab.crm, 'replay'), {
        lab: { ...lab, settings: settings.crmSettings },
        account,
        parameters: {},
      });
      const values = chosen(settings, type);
      for (const node of workflow.nodes)
        node.parameters = { ...node.parameters, ...values[node.type.replace(PREFIX, '')] } as INodeParameters;
      const { authKey, projectId, url } = ringostat;
      const run = await runWorkflow({
        workflow,
        nodeTypes,
        credentialTypes,
        credentials: {
          ringostatApi: { authKey, projectId, webhookSecret: '', previousWebhookSecret: '', baseUrl: url },
          [account.type]: account.data,
        },
        startNode: 'Run by Hand',
        mode: 'manual',
      });
      if (run.error) throw run.error;
      expect(run.items('Ringostat')).toHaveLength(through);
      return run.items('Failed').map(({ error }) => String(error));
    },
    async health() {
      const name = 'Health Check';
      const { mapping, pipelineRules, pipeline, stage } = plan;
      const parameters: INodeParameters = {
        ...(opened?.account.inUpsert as INodeParameters),
        ...(settingsOf() as INodeParameters),
        resource: 'account',
        operation: 'health',
        users,
        table,
        ...({ mapping, pipelineRules, pipeline, stage } as INodeParameters),
      };
      const run = await runWorkflow({
        ...ready(),
        workflow: { nodes: [{ name, type: PREFIX + upsert, parameters }], connections: {} },
        startNode: name,
      });
      if (run.error) throw run.error;
      return run.items(name).flatMap((item) => item['account']) as unknown as Awaited<
        ReturnType<Driver['health']>
      >;
    },
    async close() {
      setup = null;
    },
  };
}
