import { startServer } from '../common/server';
import { realClock, type SandboxAnswer, type SandboxRequest } from '../common/types';
import { callsList } from './calls-list';
import { Recordings } from './recordings';
import { DEFAULT_EMPLOYEES, staffList } from './staff';
import type { CarriedOut, FakeCall, FakeRingostat, FakeRingostatOptions, FieldRefusal } from './types';

const CALLS_PER_REQUEST = 6500;
type Fields = Record<string, unknown>;
const fieldsOf = (body: unknown): Fields =>
  typeof body === 'object' && body !== null ? (body as Fields) : {};

/** Starts a Ringostat API of its own on 127.0.0.1. */
export async function startFakeRingostat(options: FakeRingostatOptions = {}): Promise<FakeRingostat> {
  const { authKey = 'sandbox-auth-key', projectId = '11111', timeZone = 'Europe/Kyiv' } = options;
  const employees = options.employees ?? structuredClone(DEFAULT_EMPLOYEES);
  const calls: FakeCall[] = [];
  const online = new Set(employees.map(({ sip }) => sip));
  const speaking = new Set<string>();
  const callbacks: Fields[] = [];
  const contacts: Fields[] = [];
  const recordings = new Recordings();
  let allowed = true;
  let refused: FieldRefusal = { fields: [], how: 'status' };

  /** JSON-RPC answers 200 also when it refuses. */
  const rpc = (request: SandboxRequest): SandboxAnswer => {
    const { method, params, id } = fieldsOf(request.body);
    const done = (result: unknown): SandboxAnswer => ({ status: 200, body: { jsonrpc: '2.0', id, result } });
    const refused = (code: number, message: string): SandboxAnswer => ({
      status: 200,
      body: { jsonrpc: '2.0', id, error: { code, message } },
    });
    if (String(fieldsOf(params).projectId) !== projectId) return refused(-32602, 'Unknown project');
    if (request.path === '/api/json-rpc' && method === 'getProjectStaffListAndDirections') {
      return done(staffList(employees, online));
    }
    if (request.path === '/a/v2' && method === 'Api\\V2\\Callback.external') {
      callbacks.push(fieldsOf(params));
      return done(true);
    }
    return refused(-32601, 'Method not found');
  };
  const simpleCallback = (request: SandboxRequest): SandboxAnswer => {
    const { extension, destination } = fieldsOf(request.body);
    if (!extension || !destination)
      return { status: 400, body: { error: 'extension and destination are required' } };
    callbacks.push({ extension, destination });
    return { status: 200, body: { success: true } };
  };
  const syncContacts = (request: SandboxRequest): SandboxAnswer => {
    const list = fieldsOf(request.body).contacts;
    const rows = Array.isArray(list) ? list.map(fieldsOf) : [];
    const good =
      rows.length > 0 && rows.every((row) => row.projectId && row.fullName && (row.externalId || row.leadId));
    if (!good)
      return { status: 400, body: { error: 'contacts need projectId, fullName and externalId or leadId' } };
    if (!request.headers['x-project-id']) return { status: 400, body: { error: 'x-project-id is required' } };
    contacts.push(...rows);
    return { status: 200, body: { success: true } };
  };

  const carryOut = (order: Fields, told: CarriedOut): FakeCall => {
    const employee = employees.find(({ sip, mobile }) => [sip, mobile].includes(String(order.callee)));
    if (!employee) throw new Error(`Nobody is employed under ${String(order.callee)}.`);
    const call: FakeCall = {
      ...told,
      direction: order.direction === 'in' ? 'callback' : 'out',
      clientNumber: String(order.caller),
      employee,
      clicked: true,
      waittime: told.duration - told.billsec,
      projectId,
    };
    calls.push(call);
    return call;
  };

  const handler = (request: SandboxRequest): SandboxAnswer => {
    const { method, path, query, headers } = request;
    if (path.startsWith('/recordings/')) return recordings.answer(request);
    if (headers['auth-key'] !== authKey) return { status: 401, body: { error: 'Unauthorized' } };
    if (!allowed) return { status: 403, body: { error: 'Forbidden' } };
    const cap = options.callsPerRequest ?? CALLS_PER_REQUEST;
    const routes: Record<string, () => SandboxAnswer> = {
      'GET /calls/list': () =>
        callsList({ calls, query, zone: timeZone, clock: options.clock ?? realClock, cap, refused }),
      'GET /sipstatus/online': () => ({ status: 200, body: [...online] }),
      'GET /sipstatus/speaking': () => ({ status: 200, body: [...speaking] }),
      'POST /api/json-rpc': () => rpc(request),
      'POST /a/v2': () => rpc(request),
      'POST /callback/outward_call': () => simpleCallback(request),
      'POST /minicrm/contacts/sync': () => syncContacts(request),
    };
    return routes[`${method} ${path}`]?.() ?? { status: 404, body: '<html>Not found</html>' };
  };
  const server = await startServer(handler, { port: options.port });
  return {
    url: server.url,
    authKey,
    projectId,
    calls,
    employees,
    online,
    speaking,
    callbacks,
    contacts,
    carryOut,
    recording: (callId, seconds = 1) => server.url + recordings.add(callId, seconds),
    set: (change) => {
      allowed = change.allowed ?? allowed;
      refused = change.refused ?? refused;
    },
    requests: server.requests,
    faults: server.faults,
    close: server.close,
  };
}
