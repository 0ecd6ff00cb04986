import type { IWebhookFunctions } from 'n8n-workflow';
import { clock, readProject, RINGOSTAT_CREDENTIAL, setAtMost, type Project } from '../shared/product';

/** A secret taken back in the credential is refused after this at the latest, ms. */
const KEPT_MS = 30_000;
/** What was read this lately is not read again for a request it refuses, ms: strangers may send many. */
const FRESH_MS = 2_000;
/** Triggers whose credential a process remembers; the one read first is forgotten first. */
const MAX_TRIGGERS = 500;

const recent = new Map<string, { project: Promise<Project>; readAt: number }>();

/** One trigger with one credential: another workflow may not be allowed to read it. */
function keyOf(context: IWebhookFunctions): string {
  const { id, credentials } = context.getNode();
  return JSON.stringify([context.getWorkflow().id, id, credentials?.[RINGOSTAT_CREDENTIAL]?.id]);
}

/**
 * The trigger's credential, read at most every half minute: n8n opens an expression isolate for each reading, which costs
 * more than all else a webhook does. `anew`: what is known refused the request, so that a secret entered since counts at
 * once. Throws when no credential is chosen; a fault is not kept.
 */
export function recentProject(context: IWebhookFunctions, anew = false): Promise<Project> {
  const key = keyOf(context);
  const now = clock.now();
  const known = recent.get(key);
  if (known && now - known.readAt < (anew ? FRESH_MS : KEPT_MS)) return known.project;
  recent.delete(key);
  const project = readProject(context);
  setAtMost(recent, key, { project, readAt: now }, MAX_TRIGGERS);
  project.catch(() => {
    if (recent.get(key)?.project === project) recent.delete(key);
  });
  return project;
}
