import { createHttpClient } from '../../core/http/client';
import { createRingostat, RINGOSTAT_BASE_URL, type Ringostat } from '../../core/ringostat/client';
import { classifyRingostat } from '../../core/ringostat/errors';
import { withoutSlash } from './base-url';
import { clock } from './clock';
import type { RequestContext } from './request-context';
import { credentialTransport, plainTransport } from './transport';

export const RINGOSTAT_CREDENTIAL = 'ringostatApi';

export interface Project {
  projectId: string | null;
  /** Current and previous, without empty ones. */
  secrets: string[];
  baseUrl: string;
  /** Of the credential. */
  key: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** What the node's Ringostat credential says, without the Auth-key. Throws when none is chosen. */
export async function readProject(
  context: Pick<RequestContext, 'getCredentials' | 'getNode'>,
): Promise<Project> {
  const credential = await context.getCredentials(RINGOSTAT_CREDENTIAL);
  return {
    projectId: text(credential['projectId']) || null,
    secrets: [text(credential['webhookSecret']), text(credential['previousWebhookSecret'])].filter(Boolean),
    baseUrl: withoutSlash(credential['baseUrl']) || RINGOSTAT_BASE_URL,
    key: context.getNode().credentials?.[RINGOSTAT_CREDENTIAL]?.id ?? '',
  };
}

/** Client of Ringostat's API. `timeZone`: IANA zone of the project. Makes no request. */
export async function openRingostat(
  context: RequestContext,
  timeZone: string,
  recordingHosts: string[] = [],
): Promise<Ringostat & { project: Project }> {
  const project = await readProject(context);
  const http = createHttpClient({
    transport: credentialTransport(context, { credential: RINGOSTAT_CREDENTIAL, renews: false }),
    clock,
    random: Math.random,
    system: 'Ringostat',
    baseUrl: project.baseUrl,
    classify: classifyRingostat,
  });
  const files = plainTransport(context);
  return {
    ...createRingostat({ http, files, projectId: project.projectId, timeZone, recordingHosts, clock }),
    project,
  };
}
