/** A NetHunt workspace of its own on 127.0.0.1. */
import { SlidingWindow } from '../common/rate-limit';
import { isReader } from '../common/reader';
import { startServer, type SandboxServer } from '../common/server';
import { realClock, type SandboxAnswer, type SandboxRequest } from '../common/types';
import { read } from './read-api';
import { badKey, Refusal } from './refusal';
import { iso } from './render';
import type { FakeField, FakeNetHunt, FakeNetHuntOptions, FakeRecord } from './types';
import { v2, V2_PATH } from './v2-api';
import { write } from './write-api';
import { Workspace } from './workspace';

/** The one public API (docs/reference/nethunt.md#addresses-and-keys). */
export const BASE_PATH = '/api/v1/zapier';
const MINUTE_MS = 60_000;

function need<T>(found: T | null | undefined, what: string): T {
  if (found === null || found === undefined) throw new Error(`The fake NetHunt has no ${what}.`);
  return found;
}

/** Starts a workspace. Throws when the given port is taken. */
export async function startFakeNetHunt(options: FakeNetHuntOptions = {}): Promise<FakeNetHunt> {
  const clock = options.clock ?? realClock;
  const { email = 'owner@example.com', apiKey = 'nethunt-sandbox-key' } = options;
  const state = {
    searchLagMs: options.searchLagMs ?? 0,
    references: options.references ?? ('objects' as const),
    nothingFound: options.nothingFound ?? ('empty' as const),
    feedMax: options.feedMax ?? null,
    valid: true,
  };
  const minute = new SlidingWindow(options.perMinute ?? null, MINUTE_MS);
  const workspace = new Workspace(options, clock, () => state.searchLagMs);
  const keyV2 = options.keyV2 ?? 'nh_live_sandbox';
  const secret = `Basic ${Buffer.from(`${email}:${apiKey}`).toString('base64')}`;

  function answerV2(request: SandboxRequest): SandboxAnswer {
    if (!state.valid || request.headers.authorization !== `Bearer ${keyV2}`)
      throw new Refusal(401, 'Unauthorized');
    if (!minute.allow(clock.now())) throw new Refusal(429, 'Too many requests');
    const context = { workspace, tells: options.v2Tells ?? ('least' as const) };
    const found = v2(context, request.path.slice(V2_PATH.length), request);
    if (!found) throw new Refusal(404, 'Not Found');
    return found;
  }
  function answer(request: SandboxRequest, reader: boolean): SandboxAnswer {
    if (request.path.startsWith(`${V2_PATH}/`)) return answerV2(request);
    if (!reader && (!state.valid || request.headers.authorization !== secret)) throw badKey();
    if (!reader && !minute.allow(clock.now())) throw new Refusal(429, 'Too many requests');
    const path = request.path.startsWith(BASE_PATH) ? request.path.slice(BASE_PATH.length) : '';
    const context = {
      workspace,
      references: reader ? ('objects' as const) : state.references,
      nothingFound: state.nothingFound,
      feedMax: reader ? null : state.feedMax,
      email,
      all: reader,
    };
    const found =
      request.method === 'GET'
        ? read(context, path, request.query)
        : request.method === 'POST'
          ? write(context, path, request)
          : null;
    if (!found) throw new Refusal(404, 'Not Found');
    return found;
  }
  const handler = (request: SandboxRequest): SandboxAnswer => {
    try {
      return answer(request, isReader(request));
    } catch (error) {
      if (error instanceof Refusal) return error.answer();
      throw error;
    }
  };
  const server: SandboxServer = await startServer(handler, { port: options.port, silent: isReader });
  if (options.onExchange) server.onExchange(options.onExchange);

  const record = (id: string): FakeRecord => need(workspace.records.get(id), `record ${id}`);
  const field = (folder: string, name: string): FakeField =>
    need(
      workspace.named(folder).fields.find((known) => known.name === name),
      `field ${name}`,
    );
  return {
    // The vendor's paths begin with this; whoever connects uses it as base URL.
    url: `${server.url}${BASE_PATH}`,
    email,
    apiKey,
    urlV2: `${server.url}${V2_PATH}`,
    keyV2,
    requests: server.requests,
    faults: server.faults,
    folder: (name) => workspace.named(name),
    seed: (folder, fields, at) => {
      const made = workspace.insert(workspace.named(folder).id, fields, at);
      workspace.show(made.id);
      return made.id;
    },
    records: (folder) => workspace.inFolder(workspace.named(folder).id),
    callLogs: () => [...workspace.callLogs],
    log: (recordId, text, at) => {
      const { folderId } = record(recordId);
      const id = workspace.nextId();
      workspace.callLogs.push({ id, recordId, folderId, createdAt: at, text, time: iso(at), duration: null });
    },
    edit: (id, fields) => {
      workspace.assign(record(id), fields);
      workspace.show(id);
    },
    remove: (id) => workspace.remove(record(id)),
    removeField: (folder, name) => {
      const { fields } = workspace.named(folder);
      fields.splice(fields.indexOf(field(folder, name)), 1);
    },
    changeField: (folder, name, change) => void Object.assign(field(folder, name), change),
    addField: (folder, added) => void workspace.named(folder).fields.push(added),
    renameField: (folder, name, to) => {
      field(folder, name).name = to;
      for (const { fields } of workspace.inFolder(workspace.named(folder).id)) {
        if (!(name in fields)) continue;
        fields[to] = fields[name];
        delete fields[name];
      }
    },
    removeOption: (folder, name, option) => {
      const known = field(folder, name);
      known.options = known.options?.filter((label) => label !== option);
    },
    setAccess: (folder, access) => {
      workspace.named(folder).access = access;
    },
    deactivate: (userEmail) => {
      need(
        workspace.users.find((user) => user.email === userEmail),
        `user ${userEmail}`,
      ).active = false;
    },
    revoke: () => {
      state.valid = false;
    },
    set: ({ perMinute, ...change }) => {
      if (perMinute !== undefined) minute.max = perMinute;
      Object.assign(state, change);
    },
    reset: () => {
      workspace.clear();
      server.requests.length = 0;
      server.faults.clear();
    },
    onExchange: server.onExchange,
    close: server.close,
  };
}
