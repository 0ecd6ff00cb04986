import { startSandbox } from './server';

/** `tsx sandbox/main.ts [port of the page]`: runs the sandbox until interrupted. */
async function main(): Promise<void> {
  const port = Number(process.argv[2] ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`"${process.argv[2]}" is not a port.`);
  const sandbox = await startSandbox({ port });
  const lines = [
    `Page       ${sandbox.pageUrl}`,
    `HubSpot    ${sandbox.hubspot.url}   token ${sandbox.hubspot.token}`,
    `Ringostat  ${sandbox.ringostat.url}   Auth-key ${sandbox.ringostat.authKey}, project ${sandbox.ringostat.projectId}`,
    'Ctrl+C ends it; nothing is kept.',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  process.once('SIGINT', () => void sandbox.close());
  process.once('SIGTERM', () => void sandbox.close());
}

main().catch((error: unknown) => {
  process.stderr.write(
    `The sandbox did not start: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
