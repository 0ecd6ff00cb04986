/** `npm run page`: writes docs/matrix.html, the page of the matrix that works without a server and without a network. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundlePage } from '../sandbox/common/bundle-page';

async function main(): Promise<void> {
  await writeFile(join(__dirname, '../docs/matrix.html'), await bundlePage('matrix', { alone: true }));
}

void main();
