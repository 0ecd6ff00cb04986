/** What `npm start` runs once everything is installed and built: sandbox, host, templates, one call. */
import { join } from 'node:path';
import type { ApplyTable } from '../api/desk';
import { startNodeRed } from '../hosts/node-red';
import { crmNamed, startSandbox, type Sandbox } from '../server';
import { freePort } from '../hosts/free-port';
import { demonstrateCall } from './call';
import { applyTable, deployTemplates } from './node-red';
import { startN8nDemo } from './n8n';
import { EMPLOYEES, SECRET } from './people';

const ROOT = join(__dirname, '../..');
const say = (...lines: string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

interface Running {
  editor: string;
  calls: string;
  routing: string;
  apply: ApplyTable;
  stop(): Promise<void>;
  notes: string[];
}

async function nodeRed(sandbox: Sandbox, packTgz: string): Promise<Running> {
  say('Starting Node-RED …');
  const userDir = join(ROOT, '.sandbox/node-red');
  const red = await startNodeRed({ version: '4', packTgz, userDir, port: 1880 });
  const urls = await deployTemplates(red, sandbox, { told: true });
  return {
    editor: red.url,
    ...urls,
    apply: (file) => applyTable(red, file),
    stop: () => red.stop(),
    notes: [],
  };
}

async function main(): Promise<void> {
  const [host = 'node-red', packTgz = '', crm = 'hubspot'] = process.argv.slice(2);
  const ends: (() => Promise<void>)[] = [];
  let ending = false;
  const end = async (code: number): Promise<void> => {
    if (ending) return;
    ending = true;
    for (const one of ends.reverse()) await one().catch(() => undefined);
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
  try {
    const sandbox = await startSandbox({
      crm: crmNamed(crm),
      port: await freePort(8080),
      ringostat: { employees: EMPLOYEES },
    });
    ends.push(() => sandbox.close());
    const running =
      host === 'n8n' ? await startN8nDemo(sandbox, packTgz, say) : await nodeRed(sandbox, packTgz);
    ends.push(() => running.stop());
    sandbox.aim(
      {
        calls: `${running.calls}?token=${SECRET}`,
        routing: `${running.routing}?token=${SECRET}`,
        host: host === 'n8n' ? 'n8n' : 'Node-RED',
        editor: running.editor,
      },
      running.apply,
    );
    say('', ...(await demonstrateCall(sandbox, running.calls)), '');
    say(
      `Editor             ${running.editor}`,
      `Make calls, watch  ${sandbox.pageUrl}`,
      `Table (matrix)     ${sandbox.pageUrl}/matrix`,
      `Send calls to      ${running.calls}?event=incoming.ended&token=${SECRET}`,
      `Whom to ring?      ${running.routing}?token=${SECRET}&caller_number=380677654321`,
      ...running.notes,
      '',
      'Ctrl-C ends everything that was started here.',
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    await end(1);
  }
}

void main();
