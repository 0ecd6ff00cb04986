import { isReader, READER_TOKEN } from '../common/reader';
import { startServer } from '../common/server';
import { realClock, type SandboxAnswer, type SandboxRequest } from '../common/types';
import { Access } from './access';
import { HOSTS } from './defaults';
import { Refusal } from './errors';
import { customField } from './field-defs';
import { Limits } from './limits';
import { isModule, Org } from './org';
import { isTransaction, route, unitsOf, type ApiContext } from './router';
import type { FakeZoho, FakeZohoOptions, Stored, Values, ZohoModule } from './types';

const DEFAULT_TOKEN = '1000.sandbox.token';

function need(org: Org, module: ZohoModule, id: string): Stored {
  const record = org.find(module, id);
  if (!record) throw new Error(`The fake Zoho CRM has no record ${id} in ${module}; seed it first.`);
  return record;
}
function knownOnly(org: Org, module: ZohoModule, values: Values): Values {
  const unknown = Object.keys(values).filter(
    (name) => !org.defs(module).has(name) && name !== '$se_module' && name !== 'Layout',
  );
  if (unknown.length > 0)
    throw new Error(`Seeded ${module} has fields the fake lacks: ${unknown.join(', ')}`);
  return values;
}
/** Redirects to the client with a code, as the consent page does after "Accept". */
function consent({ query }: SandboxRequest, options: FakeZohoOptions): SandboxAnswer {
  const dataCentre = options.dataCentre ?? 'us';
  const target = new URL(query.get('redirect_uri') ?? 'http://127.0.0.1/');
  target.searchParams.set('code', options.oauth?.code ?? 'code');
  target.searchParams.set('location', dataCentre);
  target.searchParams.set('accounts-server', `https://${HOSTS[dataCentre][0]}`);
  const state = query.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return { status: 302, headers: { location: target.href } };
}

/** Starts an organisation of its own on 127.0.0.1, accounts server included. Throws when the port is taken. */
export async function startFakeZoho(options: FakeZohoOptions = {}): Promise<FakeZoho> {
  const token = options.token ?? DEFAULT_TOKEN;
  const clock = options.clock ?? realClock;
  const state = {
    searchLagMs: options.searchLagMs ?? 0,
    workMs: options.workMs ?? 0,
    refusedStatus: options.refusedStatus ?? 400,
    isolated: false,
  };
  const org = new Org(options, clock, () => state.searchLagMs);
  const refusedStatus = (): number => state.refusedStatus;
  const own: ApiContext = {
    org,
    access: new Access(token, options, clock),
    limits: new Limits(clock, options),
    refusedStatus,
  };
  // Who looks at the result has rights and limits of his own.
  const reader: ApiContext = {
    org,
    access: new Access(READER_TOKEN, {}, realClock),
    limits: new Limits(realClock, { limits: false }),
    refusedStatus,
  };
  const handler = async (request: SandboxRequest): Promise<SandboxAnswer> => {
    if (request.path === '/oauth/v2/auth') return consent(request, options);
    if (request.path === '/oauth/v2/token' && request.method === 'POST')
      return own.access.grant(request, server.url);
    const context = isReader(request) ? reader : own;
    const units = unitsOf(request);
    try {
      context.access.check(request);
      context.limits.enter(units);
    } catch (error) {
      if (error instanceof Refusal) return error.answer();
      throw error;
    }
    const begun = state.isolated && isTransaction(request) ? org.ids() : null;
    try {
      if (state.workMs > 0) await new Promise((resolve) => setTimeout(resolve, state.workMs));
      return begun ? org.since(begun, () => route(context, request)) : route(context, request);
    } finally {
      context.limits.leave(units);
    }
  };
  const server = await startServer(handler, { port: options.port, silent: isReader });
  if (options.onExchange) server.onExchange(options.onExchange);

  const change = (module: ZohoModule, id: string, values: Values): void => {
    const record = need(org, module, id);
    org.assign(record, knownOnly(org, module, values));
    org.reindex(record);
  };
  return {
    url: server.url,
    token,
    seed: (module, values, at = {}) => {
      const record = org.insert(module, { Owner: { id: org.me.id }, ...knownOnly(org, module, values) }, at);
      org.reindex(record, 0);
      return record.id;
    },
    records: (module) => structuredClone(org.living(module)),
    requests: server.requests,
    faults: server.faults,
    set: ({ scopes, forbidden, limits, ...more }) => {
      if (scopes !== undefined) own.access.scopes = scopes;
      if (forbidden !== undefined) own.access.forbidden = forbidden;
      if (limits !== undefined) own.limits.set(limits);
      Object.assign(state, more);
    },
    edit: change,
    remove: (module, id) => org.delete(need(org, module, id)),
    convert: (leadId, { contactId, accountId, dealId }) => {
      const link = (id: string | undefined): Values | null => (id === undefined ? null : { id });
      change('Leads', leadId, {
        Converted__s: true,
        Converted_Contact: link(contactId),
        Converted_Account: link(accountId),
        Converted_Deal: link(dealId),
      });
    },
    deactivateUser: (id) => {
      for (const user of org.users) user.active &&= user.id !== id;
    },
    requireField: (module, name) => {
      const defs = org.defs(module);
      const def = defs.get(name) ?? customField({ name });
      defs.set(name, { ...def, mandatory: true });
    },
    changeField: (module, name, change) => {
      const defs = org.defs(module);
      const def = defs.get(name);
      if (def) defs.set(name, { ...def, ...change });
      return def;
    },
    removeField: (module, name) => {
      if (!isModule(module)) return;
      org.defs(module).delete(name);
      // What it held goes with it: a new field of the same name starts empty.
      for (const { values } of org.table(module).values()) Reflect.deleteProperty(values, name);
    },
    removePipeline: (name) => {
      for (const layout of org.dealLayouts)
        layout.pipelines = layout.pipelines.filter((pipeline) => pipeline.name !== name);
    },
    moveToLayout: (name, layout) => {
      const moved = org.pipelines.filter((pipeline) => pipeline.name === name);
      for (const one of org.dealLayouts)
        one.pipelines = one.pipelines.filter((pipeline) => pipeline.name !== name);
      org.dealLayouts.push({ ...layout, pipelines: moved });
    },
    takeFromLayout: (layoutId, fields) => {
      for (const field of fields) org.layoutRules(layoutId).lacks.add(field);
    },
    demandInLayout: (layoutId, field) => void org.layoutRules(layoutId).required.add(field),
    hideInLayout: (layoutId, field, value) => {
      const { hidden } = org.layoutRules(layoutId);
      hidden.set(field, (hidden.get(field) ?? new Set()).add(value));
    },
    removeStage: (name) => {
      for (const pipeline of org.pipelines)
        pipeline.stages = pipeline.stages.filter((stage) => stage.name !== name);
    },
    endToken: (how) => own.access.end(how),
    onExchange: server.onExchange,
    flushIndex: () => org.index.advance(Infinity),
    close: server.close,
  };
}
