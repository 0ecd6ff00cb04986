/** The calls template of Node-RED, deployed into a real Node-RED with a scenario's settings. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { presets } from '../../../core/matrix/presets';
import { UPSERT } from '../../node-red/by-hand-flow';
import { NodeRed, type FlowNode, type Seen } from '../../node-red/node-red';
import type { CrmId } from '../../../core/model/plan';
import type { Lab } from '../../../sandbox/common/lab';
import { addressOf } from '../payload';
import type { Driver, FlowResult, Settings } from '../types';
import { checkSummaryFirst } from './summary-first';

const TEMPLATES = join(__dirname, '../../../workflows-templates/node-red');
const template = (crm: CrmId, name: string): FlowNode[] =>
  JSON.parse(readFileSync(join(TEMPLATES, crm, `${name}.json`), 'utf8')) as FlowNode[];

/** What a builder would enter in each node of the template, by node type. */
function entered(settings: Settings, lab: Lab): Record<string, Record<string, unknown>> {
  return {
    'ringostat-project': {
      timeZone: settings.timeZone,
      defaultCountry: settings.defaultCountry,
      projectId: settings.projectId,
      credentials: { authKey: 'ringostat-auth-key', secret: settings.secret ?? '' },
    },
    'ringostat-crm-account': {
      auth: lab.access.kind,
      baseUrl: lab.access.baseUrl,
      credentials: lab.access.values,
    },
    'ringostat-team': { employees: settings.team.employees, senior: settings.team.senior ?? '' },
    'ringostat-trigger': {
      events: settings.receive === 'routing' ? [] : settings.events,
      acceptWithoutSecret: settings.acceptWithoutSecret,
      neverRecord: settings.neverRecord,
      answerType: settings.answer.type,
      answerKey: settings.answer.key,
    },
    ringostat: { neverRecord: settings.neverRecord },
    'ringostat-find-responsible': {
      crmSettings: settings.crmSettings,
      ...(settings.order ? { order: settings.order } : {}),
      several: settings.several,
      budgetMs: settings.budgetMs,
      reserve: settings.reserve,
      language: settings.language,
    },
    'ringostat-apply-matrix': {
      preset: settings.preset,
      table: { ...presets[settings.preset].rows, ...settings.rows },
      language: settings.language,
      distribute: settings.distribute,
      contactsFor: settings.contactsFor,
      ...settings.analysis,
    },
    [`ringostat-${lab.crm}`]: {
      crmSettings: settings.crmSettings,
      names: { contact: '', company: '', lead: '', deal: '', ...settings.names },
      mapping: settings.mapping,
      defaults: settings.defaults,
      pipelineRules: settings.pipelineRules,
      pipeline: settings.defaultPipeline.pipeline ?? '',
      stage: settings.defaultPipeline.stage ?? '',
      dryRun: settings.dryRun,
    },
  };
}

/** Ends of the flow lead to the probe: outputs that go nowhere else, "nothing to do", and both of the routing node. */
function wired(node: FlowNode, crm: CrmId, routing: boolean): FlowNode {
  const probes =
    node.type === `ringostat-${crm}` ||
    node.type === 'ringostat-apply-matrix' ||
    (routing && node.type === 'ringostat-find-responsible');
  if (!probes) return node;
  const wires = (node['wires'] as string[][]).map((outputs, index) =>
    node.type === 'ringostat-apply-matrix' && index === 0 ? outputs : ['probe'],
  );
  return { ...node, wires: wires.length > 0 ? wires : [['probe']] };
}

/** A template with everything entered. */
export function filled(name: string, settings: Settings, lab: Lab): FlowNode[] {
  const values = entered(settings, lab);
  return template(lab.crm, name).map((node) => ({ ...node, ...values[node.type] }));
}

const healthFlow = ({ crm, settings }: Lab): FlowNode[] => [
  { id: 'health-in', type: 'http in', url: '/health', method: 'get', wires: [['health-node']] },
  {
    ...UPSERT,
    type: `ringostat-${crm}`,
    crmSettings: settings,
    id: 'health-node',
    resource: 'account',
    operation: 'health',
    wires: [['health-out']],
  },
  { id: 'health-out', type: 'http response', wires: [] },
];

/** An event that a deploy has cut is sent again by the flows that follow: it is none of theirs. */
const acceptedFrom =
  (at: number) =>
  ({ msg }: Seen): boolean => {
    const { event } = (msg['payload'] ?? {}) as { event?: { receivedAt?: string } };
    return event?.receivedAt === undefined || Date.parse(event.receivedAt) >= at;
  };

function resultOf(seen: Seen): FlowResult {
  const payload = (seen.msg['payload'] ?? {}) as Record<string, unknown>;
  checkSummaryFirst(payload);
  const error = seen.msg['error'] as { message?: string } | undefined;
  return {
    card: 'client' in payload ? (payload as unknown as FlowResult['card']) : null,
    plan: (payload['plan'] as FlowResult['plan']) ?? null,
    outcome: (payload['outcome'] as FlowResult['outcome']) ?? null,
    error: error?.message ?? null,
  };
}

/** `running`: a Node-RED that the caller has started; close() stops it all the same. */
export async function openNodeRed(running?: NodeRed): Promise<Driver> {
  const red = running ?? (await NodeRed.start());
  let taken = 0;
  let logAt = 0;
  let deployedAt = 0;
  let path = '/ringostat';
  return {
    host: 'node-red',
    async deploy(settings, lab) {
      const routing = settings.receive === 'routing';
      const name = routing ? 'smart-forwarding' : 'calls';
      const flow = filled(name, settings, lab).map((node) => wired(node, lab.crm, routing));
      const tab = flow.find((node) => node.type === 'tab')!.id;
      const account = flow.find((node) => node.type === 'ringostat-crm-account')!.id;
      path = String(flow.find((node) => node.type === 'ringostat-trigger')!['path']);
      logAt = red.log.length;
      await red.deploy([...flow, ...healthFlow(lab).map((node) => ({ ...node, z: tab, account }))]);
      await red.forget();
      deployedAt = Date.now();
      taken = 0;
    },
    async activationError() {
      const answer = await fetch(`${red.url}${path}`, { method: 'POST' });
      if (answer.status !== 503) return null;
      const said = red.log.slice(logAt).join('');
      const { error } = (await answer.json()) as { error: string };
      return said.includes(error) ? error : `not in the log: ${error}`;
    },
    async deliver(request) {
      const started = Date.now();
      const counts = acceptedFrom(deployedAt);
      // fetch labels a body of its own accord, and takes none by GET
      const { method, headers, body: sent } = request;
      const response = await fetch(addressOf(`${red.url}${path}`, request.query, request.search), {
        method,
        headers,
        body: sent === null || method === 'GET' ? undefined : Buffer.from(sent),
      });
      const body = await response.text();
      const answer = { status: response.status, body, elapsedMs: Date.now() - started };
      if (response.status !== 200 || body.includes('"skipped"')) return { answer, result: null };
      const mine = taken++;
      const seen = await red.until(mine + 1, 40_000, counts);
      return { answer, result: resultOf(seen[mine]!) };
    },
    async replay(settings, lab, ringostat, through) {
      const values = entered(settings, lab);
      const project = {
        ...values['ringostat-project'],
        baseUrl: ringostat.url,
        projectId: ringostat.projectId,
        credentials: { authKey: ringostat.authKey },
      };
      const flow = template(lab.crm, 'replay').map((node): FlowNode => {
        const own = node.type === 'ringostat-project' ? project : values[node.type];
        return { ...node, ...own };
      });
      const ends = [`ringostat-${lab.crm}`, 'ringostat-apply-matrix'];
      // Both ends of the flow are seen by the probe beside what they lead to.
      for (const { type, wires } of flow as (FlowNode & { wires: string[][] })[])
        if (ends.includes(type)) wires.at(-1)?.push('probe');
      const button = flow.find(({ type, name }) => type === 'inject' && name === 'the last 3 days')?.id ?? '';
      await red.deploy(flow);
      await red.forget();
      expect((await fetch(`${red.url}/inject/${button}`, { method: 'POST' })).status).toBe(200);
      const seen = await red.until(through, 60_000);
      // One more would come at once.
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await red.seen()).toHaveLength(through);
      return seen.flatMap(({ msg }) => (msg['error'] ? [JSON.stringify(msg['error'])] : []));
    },
    async health() {
      const answer = await fetch(`${red.url}/health`);
      const told = (await answer.json()) as { account?: unknown };
      return told.account as Awaited<ReturnType<Driver['health']>>;
    },
    ping: () => fetch(`${red.url}/probe`),
    close: () => red.close(),
  };
}
