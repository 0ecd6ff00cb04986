import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { providers } from '../core/crm/registry';
import { CRM_NAMES } from '../core/model/crm-names';
import type { CrmId, Entity } from '../core/model/plan';
import type { Lab, LabView } from './common/lab';
import { bundlePage } from './common/bundle-page';
import { labPeople } from './common/lab-people';
import { startServer } from './common/server';
import type { SandboxAnswer, SandboxRequest } from './common/types';
import { labs } from './labs';
import { startFakeRingostat } from './ringostat/server';
import type { FakeRingostat, FakeRingostatOptions } from './ringostat/types';

export interface Sandbox {
  /** The page that shows the records of the CRM. */
  pageUrl: string;
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
/** What the page asks for. */
export interface PageState {
  /** As the vendor calls it. */
  crm: string;
  /** What this CRM has; the page leaves the rest out. */
  entities: Entity[];
  /** Names by CRM user id. */
  people: Record<string, string>;
  /** Names by pipeline id. */
  pipelines: Record<string, string>;
  view: LabView;
}

const FILES: Record<string, [string, string]> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
  '/rows.js': ['rows.js', 'text/javascript; charset=utf-8'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
};

/** Pages that are bundled when they are asked for first, by their paths. */
const BUNDLED: Record<string, () => Promise<string>> = {
  '/matrix': () => bundlePage('matrix', { alone: true }),
};
const bundled = new Map<string, Promise<string>>();
async function bundledPage(path: string): Promise<SandboxAnswer | null> {
  const make = BUNDLED[path];
  if (!make) return null;
  const page = bundled.get(path) ?? make();
  bundled.set(path, page);
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: await page };
}

/** CRM to show by the name a person typed; throws with the names there are. */
export function crmNamed(name: string): CrmId {
  if (name in labs) return name as CrmId;
  throw new Error(`No CRM is called "${name}". There are: ${Object.keys(labs).join(', ')}.`);
}

async function stateOf(lab: Lab): Promise<PageState> {
  return {
    crm: CRM_NAMES[lab.crm],
    entities: providers[lab.crm]?.entities ?? ['contact', 'company', 'lead', 'deal'],
    people: Object.fromEntries(labPeople.map(({ person, name }) => [lab.users[person], name])),
    pipelines: Object.fromEntries(lab.pipelines.map(({ id, name }) => [id, name])),
    view: await lab.view(),
  };
}

/** Starts a fake CRM, a fake Ringostat and the pages on 127.0.0.1. Throws when the given port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { crm = 'hubspot' } = options;
  const factory = labs[crm];
  if (!options.lab && !factory) throw new Error(`There is no fake of ${crm}.`);
  const lab = options.lab ?? (await factory!.start());
  const ringostat = await startFakeRingostat(options.ringostat);
  const answer = async ({ path }: SandboxRequest): Promise<SandboxAnswer> => {
    if (path === '/sandbox/state') return { status: 200, body: await stateOf(lab) };
    const page = await bundledPage(path);
    if (page) return page;
    const file = FILES[path];
    if (!file) return { status: 404, body: 'Not found' };
    const [name, type] = file;
    const body = readFileSync(join(__dirname, 'page', name));
    return { status: 200, headers: { 'content-type': type }, body };
  };
  const page = await startServer(answer, { port: options.port, silent: () => true });
  const close = async (): Promise<void> => {
    await Promise.all([page.close(), lab.close(), ringostat.close()]);
  };
  return { pageUrl: page.url, lab, ringostat, close };
}
