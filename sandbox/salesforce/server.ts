import { isReader } from '../common/reader';
import { startServer } from '../common/server';
import { realClock, type SandboxAnswer, type SandboxRequest } from '../common/types';
import { api, isVersion, versionsApi } from './api/router';
import type { ApiContext } from './api/types';
import { badJson, notFound, Refusal } from './errors';
import { DailyUsage } from './daily-usage';
import { Tokens } from './oauth';
import { Org } from './org';
import { identify } from './identity';
import { ALL_RIGHTS, Session } from './session';
import type { FakeSalesforce, FakeSalesforceOptions, Row, Value, Values } from './types';
import { readId } from './ids';
import { withDefaults } from './write/defaults';
import type { OrderedRefusal } from './write/types';

const DEFAULT_TOKEN = '00DAA!sandbox-token';
const INVALID_SESSION = new Refusal(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
/** Longest URL with headers the vendor takes, characters. */
const MAX_URL = 16_384;

/** Starts an org of its own on 127.0.0.1. Throws when the given port is taken. */
export async function startFakeSalesforce(options: FakeSalesforceOptions = {}): Promise<FakeSalesforce> {
  const clock = options.clock ?? realClock;
  const token = options.token ?? DEFAULT_TOKEN;
  const org = new Org(options, clock);
  const firstUser = org.rows('User')[0]?.id ?? '';
  const userId = readId(options.runAs) ?? firstUser;
  const rights = { ...ALL_RIGHTS, ...options.rights };
  const usage = new DailyUsage(clock, options.dailyLimit);
  const username = (): string => String(org.get(userId)?.values['Username'] ?? '');
  const tokens = new Tokens(token, options.oauth, userId, username, clock);
  const ordered: OrderedRefusal[] = [];
  const living: Omit<ApiContext, 'session'> = {
    org,
    usage: () => usage.shown(),
    searchLagMs: options.searchLagMs ?? 0,
    duplicateRules: options.duplicateRules ?? [],
    duplicateKey: options.duplicateKey ?? 'duplicateResut',
    leadAssignment: readId(options.leadAssignment) ?? null,
    ordered,
  };
  const grant = (): void => {
    for (const row of org.rows('ObjectPermissions')) {
      const object = String(row.values['SobjectType']);
      org.assign(row, { PermissionsViewAllRecords: rights.viewAll.includes(object) });
    }
  };
  grant();
  const own = new Session(org, userId, rights);
  // Who looks at the result sees everything and spends nothing.
  const reader = new Session(org, userId, ALL_RIGHTS, true);

  function data(request: SandboxRequest, session: Session): SandboxAnswer {
    if (request.malformed) throw badJson('Unexpected character: the body is no JSON');
    if (!session.rights.api)
      throw new Refusal(403, 'API_DISABLED_FOR_ORG', 'The REST API is not enabled for this Organization.');
    const [, , version = '', ...path] = request.path.split('/').filter((part) => part !== '');
    if (!isVersion(version)) throw notFound();
    const { method, query, headers, body } = request;
    return (
      api({ ...living, session }, { method, path, version, query, headers, body }) ?? notFound().answer()
    );
  }
  function answer(request: SandboxRequest): SandboxAnswer {
    const { path, method } = request;
    if (path === '/services/oauth2/token' && method === 'POST') return tokens.grant(request, server.url);
    if (path === '/services/oauth2/authorize') return tokens.authorize(request);
    if (path === '/services/oauth2/revoke') {
      tokens.end('revoked');
      return { status: 200 };
    }
    if (path.replace(/\/$/, '') === '/services/data') return versionsApi();
    if (request.query.toString().length > MAX_URL) return { status: 414, body: '<h1>Bad Message 414</h1>' };
    if (isReader(request)) return data(request, reader);
    const [, bearer = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
    if (!tokens.isAlive(bearer)) throw INVALID_SESSION;
    if (path === '/services/oauth2/userinfo') return identify(org, userId, server.url);
    usage.count();
    const given = data(request, own);
    return { ...given, headers: { ...usage.header(), ...given.headers } };
  }
  const handler = (request: SandboxRequest): SandboxAnswer => {
    try {
      return answer(request);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const given = error.answer();
      return error === INVALID_SESSION
        ? { ...given, headers: { 'www-authenticate': 'Token' } }
        : { ...given, headers: usage.header() };
    }
  };
  const server = await startServer(handler, { port: options.port, silent: isReader });
  if (options.onExchange) server.onExchange(options.onExchange);

  const need = (object: string, id: string): Row => {
    const row = org.live(id);
    if (!row || row.object !== object)
      throw new Error(`The fake Salesforce has no ${object} ${id}; seed it first.`);
    return row;
  };
  /** Ids in either length become the long form; unknown fields are a mistake of the test. */
  const stored = (object: string, values: Values): Values =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]): [string, Value] => {
        const { type } = org.schema.needField(org.schema.need(object), name);
        return [name, type === 'reference' ? readId(value) : value];
      }),
    );
  return {
    url: server.url,
    token,
    seed: (object, values, more) => {
      const all = withDefaults(org, { userId }, object, stored(object, values));
      return org.insert(object, all, more).id;
    },
    records: (object) =>
      org
        .rows(object)
        .filter(({ deleted }) => !deleted)
        .map((row) => {
          const names = [...org.schema.need(object).fields.values()].map(({ name }) => name);
          return { Id: row.id, ...Object.fromEntries(names.map((name) => [name, org.value(row, name)])) };
        }),
    requests: server.requests,
    faults: server.faults,
    edit: (object, id, values) => org.assign(need(object, id), stored(object, values)),
    remove: (object, id) => org.remove(need(object, id)),
    deactivate: (id) => org.assign(need('User', id), { IsActive: false }),
    addField: (object, field) => org.schema.add(object, field, true),
    removeField: (object, field) => org.schema.remove(object, field),
    field: (object, field) => org.schema.find(object)?.fields.get(field.toLowerCase()),
    changeField: (object, field, change) => org.schema.change(object, field, change),
    removeRecordType: (id) => {
      for (const row of org.rows('RecordType')) if (row.id === id) org.assign(row, { IsActive: false });
    },
    removeStage: (name) => {
      for (const row of org.rows('OpportunityStage'))
        if (row.values['ApiName'] === name) org.assign(row, { IsActive: false });
    },
    refuseSaves: (object, error, times = 1) => void ordered.push({ object, error, left: times }),
    set: ({ rights: change, dailyLimit, dayLeft, leadAssignment, privateObjects, ...rest }) => {
      Object.assign(rights, change);
      grant();
      if (privateObjects) org.keepPrivate(privateObjects);
      Object.assign(living, rest);
      if (dailyLimit !== undefined) usage.max = dailyLimit;
      if (dayLeft !== undefined) usage.spend(dayLeft);
      if (leadAssignment !== undefined) living.leadAssignment = readId(leadAssignment);
    },
    endToken: (how) => tokens.end(how),
    used: () => usage.shown().used,
    onExchange: server.onExchange,
    close: server.close,
  };
}
