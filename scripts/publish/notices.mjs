/** Third-party notices of what the bundler put into a package: name, version, licence and its full text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences that ask for no more than their text in the package. Another one fails the build and is decided by a person. */
export const ALLOWED = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0'];
const LICENCE_FILE = /^(licen[cs]e|notice|copying)/i;

/** Folders of the packages among the bundler's inputs, each once. Inputs are relative to the root. */
export function bundledPackages(inputs) {
  const folders = inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  return [...new Set(folders.filter(Boolean))].sort();
}

/** Licence files of a package, or the section of its README when that is all there is. Throws when there is neither. */
function licenceText(folder, name) {
  const names = readdirSync(folder);
  const files = names.filter((file) => LICENCE_FILE.test(file)).sort();
  if (files.length > 0)
    return files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
  const readme = names.find((file) => /^readme/i.test(file));
  // A heading in either style of Markdown, up to the next one or the list of links.
  const [, section = ''] =
    /^(?:#+ *licen[cs]e *#*|licen[cs]e *\n[-=]+)$([\s\S]*?)(?=^#|^.+\n[-=]{3,}$|^\[[^\]]+\]: |$(?![\s\S]))/im.exec(
      readme ? readFileSync(join(folder, readme), 'utf8') : '',
    ) ?? [];
  const text = section.trim();
  if (!/permission/i.test(text)) throw new Error(`${name} is bundled and holds no text of its licence.`);
  return text;
}

/**
 * The notices of these metafiles (esbuild's). Throws on a licence that is not allowed and on a package without a licence text.
 */
export function noticesOf(metafiles, root) {
  const packages = bundledPackages(metafiles.flatMap(({ inputs }) => Object.keys(inputs)));
  const sections = packages.map((path) => {
    const folder = join(root, path);
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (!ALLOWED.includes(license))
      throw new Error(
        `${name} ${version} is bundled; its licence is ${license ?? 'not told'}, not one of ${ALLOWED}.`,
      );
    return `## ${name} ${version} (${license})\n\n${licenceText(folder, name)}\n`;
  });
  return [
    '# Third-party notices\n',
    'This package holds code of others, bundled into its files. Their licences:\n',
    ...sections,
  ].join('\n');
}
