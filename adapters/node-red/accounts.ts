import { createRecentMemory } from '../../core/apply/recent';
import type { CrmProvider } from '../../core/crm/port';
import { providers } from '../../core/crm/registry';
import { accountKey } from '../../core/http/account-key';
import { createHttpClient } from '../../core/http/client';
import { CrmError } from '../../core/http/errors';
import type { Transport } from '../../core/http/types';
import { createRingostat, RINGOSTAT_BASE_URL, type Ringostat } from '../../core/ringostat/client';
import { classifyRingostat } from '../../core/ringostat/errors';
import type { CrmId } from '../../core/plan/types';
import { accountAuth, type AccountSecrets } from './auth';
import { clock } from './clock';
import { axiosTransport } from './transport';

/** What this process made and answered lately, one for all nodes and accounts (keys carry the account). */
export const memory = createRecentMemory(clock);

export interface AccountSettings {
  crm: CrmId;
  auth: 'serviceKey' | 'oauth2';
  /** Empty: the vendor's. */
  baseUrl: string;
  credentials: AccountSecrets;
  /** Of the config node; the name stands in errors. */
  id: string;
  name: string;
}
export interface OpenAccount {
  provider: CrmProvider;
  /** Key of the account in the memory. */
  key: string;
  /** HTTP requests sent since the account was opened. */
  requests(): number;
}

const withoutSlash = (url: string): string => url.trim().replace(/\/+$/, '');

/** A flow may have several accounts: a refused credential says which one it is. */
function nameAccount(name: string): (error: CrmError) => CrmError {
  return (error) => {
    if (error.kind !== 'credentialRefused') return error;
    const { kind, system, message, status, code, subject } = error;
    const advice = `Open the CRM account "${name}" in Node-RED. ${error.advice}`;
    return new CrmError({ kind, system, message, advice, status, code, subject, cause: error });
  };
}
function withNamed(transport: Transport, named: (error: CrmError) => CrmError): Transport {
  return (request) =>
    transport(request).catch((error: unknown) => {
      throw error instanceof CrmError ? named(error) : error;
    });
}

/** A provider with its HTTP client, retries and limits. Makes no request. */
export function openAccount(settings: AccountSettings): OpenAccount {
  const factory = providers[settings.crm];
  if (!factory) throw new Error(`The CRM ${settings.crm} is not supported by this release.`);
  const baseUrl = withoutSlash(settings.baseUrl) || factory.defaultBaseUrl;
  // A refresh token changes by itself, so an OAuth account is told apart by its config node.
  const key = accountKey(settings.crm, baseUrl, settings.credentials.serviceKey || settings.id);
  const named = nameAccount(settings.name || factory.label);
  const http = createHttpClient({
    classify: (response, action) => named(factory.classify(response, action)),
    limits: { ...factory.limits, accountKey: key },
    transport: withNamed(accountAuth(settings, baseUrl), named),
    clock,
    random: Math.random,
    system: factory.label,
    baseUrl,
  });
  const provider = factory.create({ http, clock, baseUrl });
  return {
    provider,
    key,
    requests: () => http.requests,
  };
}

/** Client of Ringostat's API for one project. Makes no request. */
export function openRingostat(project: {
  authKey: string;
  baseUrl: string;
  projectId: string | null;
  timeZone: string;
  /** Hosts beside Ringostat's from which recordings may come. */
  recordingHosts?: string[];
}): Ringostat {
  const baseUrl = withoutSlash(project.baseUrl) || RINGOSTAT_BASE_URL;
  const http = createHttpClient({
    transport: axiosTransport(() => ({ 'auth-key': project.authKey })),
    clock,
    random: Math.random,
    system: 'Ringostat',
    baseUrl,
    classify: classifyRingostat,
  });
  const files = axiosTransport(() => ({}));
  const { projectId, timeZone, recordingHosts = [] } = project;
  return createRingostat({ http, files, projectId, timeZone, recordingHosts });
}
