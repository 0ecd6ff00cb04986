/** Writes the templates for n8n: `npm run templates:n8n`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { format } from 'prettier';
import { templates } from '.';

const ROOT = join(__dirname, '../../../workflows-templates/n8n');

async function main(): Promise<void> {
  for (const [path, template] of Object.entries(templates)) {
    await mkdir(dirname(join(ROOT, path)), { recursive: true });
    await writeFile(
      join(ROOT, path),
      await format(JSON.stringify(template, null, 2), { parser: 'json', printWidth: 110 }),
    );
  }
  process.stdout.write(`${Object.keys(templates).length} templates for n8n\n`);
}

void main();
