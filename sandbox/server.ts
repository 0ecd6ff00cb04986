import type { CrmId } from '../core/model/plan';
import { startPages, type PageServer } from './api/server';
import type { Lab } from './common/lab';
import { labs } from './labs';
import { startFakeRingostat } from './ringostat/server';
import type { FakeRingostat, FakeRingostatOptions } from './ringostat/types';

export interface Sandbox {
  /** The page: make a call, watch the CRM. */
  pageUrl: string;
  /** Where webhooks of the page go. */
  aim: PageServer['aim'];
  lab: Lab;
  ringostat: FakeRingostat;
  close(): Promise<void>;
}
export interface SandboxOptions {
  /** Default HubSpot. */
  crm?: CrmId;
  /** A lab that runs already, in place of a new one; it ends with the sandbox. */
  lab?: Lab;
  /** Port of the page; 0 or absent = a free one. The fakes take free ports. */
  port?: number;
  ringostat?: FakeRingostatOptions;
}

/** CRM to show by the name a person typed; throws with the names there are. */
export function crmNamed(name: string): CrmId {
  if (name in labs) return name as CrmId;
  throw new Error(`No CRM is called "${name}". There are: ${Object.keys(labs).join(', ')}.`);
}

/** Starts a fake CRM, a fake Ringostat and the pages on 127.0.0.1. Throws when the given port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { crm = 'hubspot' } = options;
  const factory = labs[crm];
  if (!options.lab && !factory) throw new Error(`There is no fake of ${crm}.`);
  const lab = options.lab ?? (await factory!.start());
  const ringostat = await startFakeRingostat(options.ringostat);
  const pages = await startPages(lab, ringostat, options.port);
  const close = async (): Promise<void> => {
    await Promise.all([pages.close(), lab.close(), ringostat.close()]);
  };
  return { pageUrl: pages.url, aim: pages.aim, lab, ringostat, close };
}
