/** Writes the gallery: `npm run templates:gallery`. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FOLDER, galleryFiles } from '.';

async function main(): Promise<void> {
  for (const folder of ['pictures', 'descriptions'])
    await rm(join(FOLDER, folder), { recursive: true, force: true });
  const files = galleryFiles();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(FOLDER, path)), { recursive: true });
    await writeFile(join(FOLDER, path), text);
  }
  process.stdout.write(`${Object.keys(files).length} files of the gallery\n`);
}

void main();
