import { randomBytes } from 'node:crypto';
import { isReader, READER_TOKEN } from '../common/reader';
import { startServer } from '../common/server';
import { realClock, type SandboxRequest } from '../common/types';
import { Access } from './access';
import { Account, TYPES } from './account';
import { READER_ID } from './context';
import { Limits } from './limits';
import { serve, type Serving } from './router';
import type {
  FakePipedrive,
  FakePipedriveOptions,
  FakeUser,
  FieldOwner,
  PipedriveType,
  Row,
  Seed,
  Values,
} from './types';

const STATE_PATH = '/sandbox/state';
const TOKEN_PATH = '/oauth/token';

/** The account with everything that reset() makes anew. */
interface Living extends Serving {
  searchLagMs: number;
  required: boolean;
  phones: 'digits' | 'asStored';
}

function begin(options: FakePipedriveOptions, token: string): Living {
  const clock = options.clock ?? realClock;
  const account: Account = new Account(options, clock, () => living.searchLagMs);
  const living: Living = {
    account,
    access: new Access(token, options, clock),
    limits: new Limits(clock, options.limits),
    user: () => (options.tokenUser === undefined ? account.users[0] : account.user(options.tokenUser)),
    searchLagMs: options.searchLagMs ?? 0,
    required: options.enforceRequired ?? false,
    phones: options.phoneSearch ?? 'digits',
    enforceRequired: () => living.required,
    phoneSearch: () => living.phones,
  };
  return living;
}

/** Who looks at the result has rights and limits of his own. */
function readerOf(living: Living): Serving {
  const access = new Access('', {}, realClock);
  access.check = () => 'oAuth2';
  const user: FakeUser = { id: READER_ID, name: READER_TOKEN, email: '', active: true, admin: true };
  return { ...living, access, limits: new Limits(realClock, false), user: () => user };
}

function need(account: Account, type: PipedriveType, id: unknown): Row {
  const row = account.find(type, id);
  if (!row) throw new Error(`The fake Pipedrive has no ${type} ${String(id)}; seed it first.`);
  return row;
}
const split = ({ custom_fields: custom = {}, ...values }: Values): [Values, Values] => [
  values,
  custom as Values,
];

/** Starts a Pipedrive account of its own on 127.0.0.1. Throws when the given port is taken. */
export async function startFakePipedrive(options: FakePipedriveOptions = {}): Promise<FakePipedrive> {
  const token = options.token ?? randomBytes(20).toString('hex');
  let living = begin(options, token);
  const account = (): Account => living.account;
  const stateOf = (): Record<string, Row[]> =>
    Object.fromEntries(TYPES.map((type) => [type, structuredClone(account().living(type))]));

  const server = await startServer(
    (request) => {
      if (request.path === STATE_PATH) return { status: 200, body: stateOf() };
      if (request.path === TOKEN_PATH) return living.access.grant(request, server.url);
      return serve(isReader(request) ? readerOf(living) : living, request);
    },
    {
      port: options.port,
      silent: (request: SandboxRequest) => request.path === STATE_PATH || isReader(request),
    },
  );
  if (options.onExchange) server.onExchange(options.onExchange);

  const seeder =
    (type: PipedriveType): Seed =>
    (values, { id, addTime, updateTime } = {}) => {
      const row = account().insert(type, ...split(values), {
        ...(id === undefined ? {} : { id }),
        ...(addTime === undefined ? {} : { addTime }),
      });
      row.updateTime = updateTime ?? row.addTime;
      account().reindex(row, 0);
      return String(row.id);
    };
  const withUser = (id: number, change: Partial<FakeUser>): void => {
    Object.assign(account().user(id) ?? {}, change);
  };
  return {
    ...server,
    token,
    seed: Object.fromEntries(TYPES.map((type) => [type, seeder(type)])) as FakePipedrive['seed'],
    records: (type) => structuredClone(account().living(type)),
    recording: (callLogId) => account().recordings.get(callLogId) ?? null,
    fields: (owner) => structuredClone(account().fields(owner)),
    set: ({ scopes, limits, searchLagMs, enforceRequired, phoneSearch, rules }) => {
      Object.assign(account().rules, rules);
      if (scopes !== undefined) living.access.scopes = scopes;
      if (limits !== undefined) living.limits.set(limits);
      living.searchLagMs = searchLagMs ?? living.searchLagMs;
      living.required = enforceRequired ?? living.required;
      living.phones = phoneSearch ?? living.phones;
    },
    addField: (owner, field) => account().addField(owner, field).code,
    removeField: (owner, nameOrCode) => account().removeField(owner, nameOrCode),
    changeField: (owner, code, change) => {
      const field = account().field(owner, code);
      if (field) Object.assign(field, change);
    },
    requireField: (owner: FieldOwner, name) => {
      const field = account().field(owner, name) ?? account().addField(owner, { name });
      field.required = true;
    },
    edit: (type, id, values) => account().assign(need(account(), type, id), ...split(values)),
    remove: (type, id) => account().remove(need(account(), type, id)),
    deactivate: (userId) => withUser(userId, { active: false }),
    setAdmin: (userId, admin) => withUser(userId, { admin }),
    removePipeline: (id) => {
      const { pipelines } = account();
      pipelines.splice(0, Infinity, ...pipelines.filter((pipeline) => pipeline.id !== id));
    },
    removeStage: (id) => {
      for (const pipeline of account().pipelines)
        pipeline.stages = pipeline.stages.filter((stage) => stage.id !== id);
    },
    endToken: (how) => living.access.end(how),
    flushIndex: () => account().index.advance(Infinity),
    reset: () => {
      living = begin(options, token);
      server.requests.length = 0;
      server.faults.clear();
    },
  };
}
