/** Writes the flows for Node-RED: `npm run templates:node-red`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { flows, FOLDER, textOf } from '.';

async function main(): Promise<void> {
  for (const [path, flow] of Object.entries(flows)) {
    await mkdir(dirname(join(FOLDER, path)), { recursive: true });
    await writeFile(join(FOLDER, path), await textOf(flow));
  }
  process.stdout.write(`${Object.keys(flows).length} flows for Node-RED\n`);
}

void main();
