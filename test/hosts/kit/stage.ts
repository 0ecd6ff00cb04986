/** The sandbox's company with secrets that are easy to search for, and a host in front of it. */
import { SECRET } from '../../../sandbox/demo/people';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { attachContract } from '../../contract/attach-contract';
import { ourProperties } from '../../scenarios/our-properties';
import { Portal } from '../../scenarios/portal';
import type { Stage, TemplateHost } from './types';

const SERVICE_KEY = 'pat-eu1-canary-service-key';
const AUTH_KEY = 'canary-auth-key-of-ringostat';

/** Both services with a portal that has our properties. The portal's burst limit is off: the tests read through it too. */
export function startCompany(): Promise<Sandbox> {
  return startSandbox({
    hubspot: {
      token: SERVICE_KEY,
      properties: Object.fromEntries(ourProperties.map(({ type, properties }) => [type, properties])),
      limits: { burstPer10s: null },
    },
    ringostat: { authKey: AUTH_KEY },
  });
}

const TYPES = ['contacts', 'companies', 'deals', 'leads', 'calls', 'tasks', 'notes'] as const;

/**
 * Empties the CRM between two tests. Records are archived, not forgotten: a host remembers ids for minutes, and a CRM never
 * gives an id twice, as a portal made anew would.
 */
export function emptyCrm({ sandbox: { hubspot } }: Stage): void {
  hubspot.faults.clear();
  for (const type of TYPES) for (const { id } of hubspot.records(type)) hubspot.archive(type, id);
  hubspot.requests.length = 0;
}

/** Starts the company and the host. Ends what was started when the host does not start. */
export async function startStage(start: (sandbox: Sandbox) => Promise<TemplateHost>): Promise<Stage> {
  const sandbox = await startCompany();
  const { violations } = attachContract(sandbox.hubspot);
  try {
    const host = await start(sandbox);
    return {
      host,
      sandbox,
      portal: new Portal(sandbox.hubspot),
      secrets: { 'service key': SERVICE_KEY, 'auth key': AUTH_KEY, 'webhook secret': SECRET },
      violations: () => violations,
      async end() {
        await host.stop();
        await sandbox.close();
      },
    };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}
