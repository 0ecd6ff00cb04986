/** `npm run bench`: figures of one run on this machine; only ratios and counts are comparable between machines. */
import { labOf, startPrepared } from '../sandbox/hubspot/lab';
import { startSandbox } from '../sandbox/server';
import { measureFlow } from './flow';
import { n8nHost, nodeRedHost, type MeasuredHost } from './hosts';
import { parseAndDecide } from './parse-decide';

const say = (line = ''): void => void process.stdout.write(`${line}\n`);
const ms = (value: number): string => `${value.toFixed(1)} ms`;

async function main(): Promise<void> {
  const [nodeRedTgz = '', n8nTgz = ''] = process.argv.slice(2);
  const core = parseAndDecide();
  say('Parse + decide, per event (median of nine rounds of 2000)');
  say(`  parse the webhook          ${core.parse.toFixed(1)} µs`);
  say(`  parse and decide           ${core.parseAndDecide.toFixed(1)} µs, a plan of ${core.steps} steps`);
  const hosts: ((sandbox: Awaited<ReturnType<typeof startSandbox>>) => Promise<MeasuredHost>)[] = [
    (sandbox) => nodeRedHost(sandbox, nodeRedTgz),
    ...(n8nTgz ? [(sandbox: Awaited<ReturnType<typeof startSandbox>>) => n8nHost(sandbox, n8nTgz)] : []),
  ];
  for (const open of hosts) {
    const hubspot = await startPrepared();
    const sandbox = await startSandbox({ lab: labOf(hubspot) });
    const host = await open(sandbox);
    try {
      const figures = await measureFlow(hubspot, host);
      const own = figures.done - figures.crm;
      say();
      say(`${host.name}, one event at a time (median of thirty new clients)`);
      say(`  bare webhook → response    ${ms(figures.bare)}`);
      say(
        `  the trigger’s answer       ${ms(figures.answer)}   ratio ${(figures.answer / figures.bare).toFixed(2)}`,
      );
      say(`  four nodes, without CRM    ${ms(own)}   ratio ${(own / figures.bare).toFixed(2)}`);
      say(
        `  to the last record         ${ms(figures.done)}   of which the fake CRM ${ms(figures.crm)}, ${figures.requests} requests`,
      );
    } finally {
      await host.stop();
      await sandbox.close();
    }
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
