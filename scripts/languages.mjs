/**
 * The languages of the product: one file each, core/text/<language>.json. Lists what each lacks beside English, and fails when one
 * lacks something. `--write`: makes of the files the two that the code knows languages by. `--root <folder>`: of another copy.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const at = process.argv.indexOf('--root');
const root = at > 0 ? process.argv[at + 1] : join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'core/text');
const LIST = join(root, 'core/model/languages.json');
const INDEX = join(folder, 'catalogues.ts');
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** As they stand in the list, then new ones; English is what the others are held against. */
function languages() {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace('.json', ''));
  const known = existsSync(LIST) ? Object.keys(read(LIST)) : [];
  return ['en', ...known, ...files].filter(
    (one, index, all) => files.includes(one) && all.indexOf(one) === index,
  );
}
const all = languages();
const catalogues = Object.fromEntries(all.map((one) => [one, read(join(folder, `${one}.json`))]));
const placeholders = (text) => [...new Set(text.match(/\{[A-Za-z]\w*\}/g) ?? [])].sort().join(' ');

/** What is wrong with a language, a line per code. */
function faultsOf(texts) {
  const { en } = catalogues;
  return [
    ...Object.keys(en).flatMap((code) =>
      !(code in texts) || texts[code].trim() === ''
        ? [`lacks ${code}: ${en[code]}`]
        : placeholders(texts[code]) === placeholders(en[code])
          ? []
          : [`${code}: holds ${placeholders(texts[code]) || 'no value'}, English ${placeholders(en[code])}`],
    ),
    ...Object.keys(texts)
      .filter((code) => !(code in en))
      .map((code) => `${code} is no sentence of English`),
  ];
}

const made = {
  [LIST]: `${JSON.stringify(
    Object.fromEntries(
      all.map((one) => [
        one,
        {
          name: catalogues[one]['language.name'] ?? one,
          english: catalogues[one]['language.english'] ?? one,
        },
      ]),
    ),
    null,
    2,
  )}\n`,
  [INDEX]: `/** Made by \`node scripts/languages.mjs --write\` of the files beside it, one a language. */
import type { Language } from '../model/plan';
${all.map((one) => `import ${one} from './${one}.json';`).join('\n')}

type Catalogue = Readonly<Record<keyof typeof en, string>>;

/** Typed so that a key missing in one language does not compile. */
export const catalogues: Readonly<Record<Language, Catalogue>> = { ${all.join(', ')} };
`,
};

const faults = all.flatMap((one) => faultsOf(catalogues[one]).map((fault) => `${one} ${fault}`));
for (const [file, text] of Object.entries(made)) {
  if (process.argv.includes('--write')) writeFileSync(file, text);
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== text)
    faults.push(`${file} is not up to date: node scripts/languages.mjs --write`);
}
for (const one of all)
  console.log(
    `${one}: ${Object.keys(catalogues[one]).length} of ${Object.keys(catalogues.en).length} sentences`,
  );
for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);
