/** One CRM and one Ringostat in front of a host, with secrets that can be searched for. */
import { providers } from '../../../core/crm/registry';
import type { CrmId } from '../../../core/model/plan';
import type { LabView } from '../../../sandbox/common/lab';
import { EMPLOYEES, SECRET } from '../../../sandbox/demo/people';
import { labs } from '../../../sandbox/labs';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { attachContract } from '../../contract/attach-contract';
import type { Stage, TemplateHost } from './types';

/** CRMs that have both a fake and a provider. */
export const CRMS = (Object.keys(labs) as CrmId[]).filter((crm) => crm in providers);

const AUTH_KEY = 'canary-auth-key-of-ringostat';
/** Every secret that was entered in a host, by what it is; the tests of one file share a host. */
export const entered: Record<string, string> = { 'auth key': AUTH_KEY, 'webhook secret': SECRET };

/** Both services of a company. `signIn`: way to sign in to the CRM, its usual one by default. */
export async function startCompany(crm: CrmId, signIn?: string): Promise<Sandbox> {
  const lab = await labs[crm]!.start({ signIn });
  const sandbox = await startSandbox({ crm, lab, ringostat: { authKey: AUTH_KEY, employees: EMPLOYEES } });
  const { access } = sandbox.lab;
  const kind = providers[crm]?.accounts.find(({ id }) => id === access.kind);
  for (const { name, secret } of kind?.fields ?? [])
    if (secret) entered[`${name} of ${crm}, ${access.kind}`] = access.values[name] ?? '';
  return sandbox;
}

const keys = (view: LabView): string[] =>
  Object.entries(view).flatMap(([list, records]) =>
    (records as { id: string }[]).map(({ id }) => `${list}-${id}`),
  );

/** Starts the company and enters it in the host. Ends what was started when the host refuses. */
export async function startStage(crm: CrmId, host: TemplateHost, signIn?: string): Promise<Stage> {
  const sandbox = await startCompany(crm, signIn);
  const { lab } = sandbox;
  const { violations } = attachContract(lab, crm);
  let known = new Set<string>();
  try {
    const publish = await host.enter(sandbox);
    return {
      crm,
      sandbox,
      lab,
      publish,
      async mark() {
        lab.faults.clear();
        known = new Set(keys(await lab.view()));
      },
      async fresh() {
        const view = await lab.view();
        const entries = Object.entries(view).map(([list, records]) => [
          list,
          (records as { id: string }[]).filter(({ id }) => !known.has(`${list}-${id}`)),
        ]);
        return Object.fromEntries(entries) as LabView;
      },
      violations: () => violations,
      end: () => sandbox.close(),
    };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}
