/** Ringostat's API: call log, employees, SIP status, call back, recordings, contact cards. */
import { said } from '../text/said';
import { asRecord } from '../event/records';
import { textOf } from '../event/text';
import { CrmError } from '../http/errors';
import type { HttpClient } from '../http/types';
import type { Employee } from '../model/team';
import { callBackExtended, callBackSimple } from './call-back';
import { countCalls, readCalls } from './calls';
import { toEmployees } from './employees';
import { ringostatError, safeWords } from './errors';
import { downloadRecording } from './recording';
import { callRpc, refuseHtml } from './rpc';
import { readWindows } from './windows';
import type {
  CallBackExtended,
  CallBackSimple,
  CallLog,
  CallsOptions,
  CallWindow,
  ContactCard,
  Recording,
  RingostatDeps,
  Span,
} from './types';
import type { Words } from '../model/said';

export const RINGOSTAT_BASE_URL = 'https://api.ringostat.net';

export interface Ringostat {
  calls(span: Span, options?: CallsOptions): Promise<CallLog>;
  /** The same piece by piece, so that memory does not grow with the span. */
  windows(span: Span, options?: CallsOptions): AsyncGenerator<CallWindow, void, undefined>;
  /** How many calls began in the span, running ones included. */
  count(span: Span, options?: CallsOptions): Promise<number>;
  employees(): Promise<Employee[]>;
  /** SIP logins. */
  sipOnline(): Promise<string[]>;
  /** SIP logins. */
  sipSpeaking(): Promise<string[]>;
  callBack(input: CallBackSimple | CallBackExtended): Promise<unknown>;
  /** What a person should know before an employee is rung: his SIP login is not online. Null: nothing, or nobody can tell. */
  offline(employee: string): Promise<string | null>;
  recording(url: string): Promise<Recording>;
  pushContact(card: ContactCard): Promise<unknown>;
}

function needProject(projectId: string | null): string {
  if (projectId) return projectId;
  throw ringostatError('permanent', said('ringostat.noProject'), {
    advice: said('ringostat.noProject.advice'),
  });
}

async function sipLogins(http: HttpClient, path: string, action: Words): Promise<string[]> {
  const { body } = await http.request({ method: 'GET', path }, { action, idempotent: true });
  refuseHtml(body, action);
  const list = Array.isArray(body)
    ? body
    : asRecord(body) && !asRecord(body)?.error
      ? Object.values(asRecord(body)!)
      : null;
  if (!list) throw ringostatError('temporary', said('ringostat.noList', { action, why: safeWords(body) }));
  return list.flatMap((item) => textOf(item) ?? textOf(asRecord(item)?.login) ?? []);
}

const asNumber = (projectId: string): number | string =>
  /^\d+$/.test(projectId) ? Number(projectId) : projectId;

function contactBody(card: ContactCard, projectId: string): Record<string, unknown> {
  if (!card.contactId && !card.leadId) {
    throw ringostatError('permanent', said('ringostat.card'), {
      advice: said('ringostat.card.advice'),
    });
  }
  const direction = (type: 'phone' | 'email') => (value: string) => ({ type, name: type, value });
  return {
    projectId: asNumber(projectId),
    fullName: card.name,
    origin: card.origin,
    externalId: card.contactId,
    leadId: card.leadId,
    responsible: card.responsible,
    staffId: card.employeeId,
    contactLink: card.contactUrl,
    leadLink: card.leadUrl,
    dealLink: card.dealUrl,
    googleClientId: card.googleClientId,
    contactDirections: [...card.phones.map(direction('phone')), ...card.emails.map(direction('email'))],
    organizations: card.companies.length
      ? card.companies.map(({ id, name }) => ({
          projectId: asNumber(projectId),
          name,
          externalid: id,
          origin: card.origin,
        }))
      : null,
  };
}

/**
 * Takes the HttpClient (base https://api.ringostat.net; its transport adds Auth-key), a transport for recordings,
 * project id and zone. Every function throws CrmError with system "Ringostat" and advice.
 */
export function createRingostat(deps: RingostatDeps): Ringostat {
  const { http, projectId } = deps;
  return {
    calls: (span, options = {}) => readCalls(deps, span, options),
    windows: (span, options = {}) => readWindows(deps, span, options),
    count: (span, options = {}) => countCalls(deps, span, options),
    async employees() {
      const result = await callRpc(
        http,
        {
          path: '/api/json-rpc',
          method: 'getProjectStaffListAndDirections',
          params: { projectId: needProject(projectId), departmentsFullFormat: true },
        },
        { action: said('doing.readEmployees'), idempotent: true },
      );
      return toEmployees(result);
    },
    sipOnline: () => sipLogins(http, '/sipstatus/online', said('doing.readOnline')),
    sipSpeaking: () => sipLogins(http, '/sipstatus/speaking', said('doing.readSpeaking')),
    async callBack(input) {
      return 'extension' in input
        ? callBackSimple(http, input)
        : callBackExtended(http, input, needProject(projectId));
    },
    async offline(employee) {
      // A number is not in the list of logins.
      if (!/[a-z]/i.test(employee)) return null;
      const action = said('doing.readOnline');
      const online = await sipLogins(http, '/sipstatus/online', action).catch((error: unknown) => {
        if (error instanceof CrmError) return null;
        throw error;
      });
      const login = employee.trim().toLowerCase();
      if (!online || online.some((one) => one.toLowerCase() === login)) return null;
      return `Ringostat: the SIP login ${employee} is not online, so the call may be a minute of silence.`;
    },
    recording: (url) => downloadRecording(deps.files, url, deps.recordingHosts),
    async pushContact(card) {
      const project = needProject(projectId);
      const action = said('doing.sendCard');
      const { body } = await http.request(
        {
          method: 'POST',
          path: '/minicrm/contacts/sync',
          headers: { 'x-project-id': project },
          json: { contacts: [contactBody(card, project)] },
        },
        { action, idempotent: true },
      );
      refuseHtml(body, action);
      const error = asRecord(body)?.error;
      if (error !== undefined && error !== null)
        throw ringostatError('permanent', said('ringostat.refused', { action, why: safeWords(error) }));
      return body;
    },
  };
}
