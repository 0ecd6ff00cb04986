/** Writes the flows for Node-RED: `npm run templates:node-red`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { format } from 'prettier';
import { flows, FOLDER, type FlowNode } from '.';

/** As the formatter of the repository leaves it. */
const textOf = (flow: FlowNode[]): Promise<string> =>
  format(JSON.stringify(flow, null, 2), { parser: 'json', printWidth: 110, tabWidth: 2 });

async function main(): Promise<void> {
  for (const [path, flow] of Object.entries(flows)) {
    await mkdir(dirname(join(FOLDER, path)), { recursive: true });
    await writeFile(join(FOLDER, path), await textOf(flow));
  }
  process.stdout.write(`${Object.keys(flows).length} flows for Node-RED\n`);
}

void main();
