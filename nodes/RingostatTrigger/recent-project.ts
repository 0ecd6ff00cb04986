import type { IWebhookFunctions } from 'n8n-workflow';
import { readProject, RINGOSTAT_CREDENTIAL, type Project } from '../shared/product';
import { createRecent } from './recent';

const recent = createRecent((context) => readProject(context));

/** What the trigger's credential says. Throws when none is chosen. */
export const recentProject = (context: IWebhookFunctions, anew = false): Promise<Project> =>
  recent(context, RINGOSTAT_CREDENTIAL, anew);
