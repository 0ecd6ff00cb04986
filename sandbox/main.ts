import { crmNamed, startSandbox } from './server';

/** `tsx sandbox/main.ts [port of the page] [CRM]`: runs the sandbox until interrupted. */
async function main(): Promise<void> {
  const [, , typed = '0', crm = 'hubspot'] = process.argv;
  const port = Number(typed);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`"${typed}" is not a port.`);
  const sandbox = await startSandbox({ port, crm: crmNamed(crm) });
  const { lab, ringostat, pageUrl } = sandbox;
  // Secrets of a fake that lives as long as this process: a person has to type them somewhere.
  const account = Object.entries(lab.access.values).map(([name, value]) => `${name} ${value}`);
  const lines = [
    `Page       ${pageUrl}`,
    `${lab.crm.padEnd(11)}${lab.url}   ${account.join(', ')}`,
    `Ringostat  ${ringostat.url}   Auth-key ${ringostat.authKey}, project ${ringostat.projectId}`,
    'Ctrl+C ends it; nothing is kept.',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  process.once('SIGINT', () => void sandbox.close());
  process.once('SIGTERM', () => void sandbox.close());
}

main().catch((error: unknown) => {
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The sandbox did not start: ${text}\n`);
  process.exitCode = 1;
});
