/** workflows-templates/README.md, its pictures and descriptions: `npm run templates:gallery` writes them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ALL } from '../../scripts/templates/gallery/about';
import { FOLDER, galleryFiles, scenariosOf, TEMPLATE_FILES } from '../../scripts/templates/gallery';
import gallery from '../../scripts/templates/gallery/gallery.json';

const files = galleryFiles();
const below = (folder: string): string[] =>
  readdirSync(join(FOLDER, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(FOLDER, join(entry.parentPath, entry.name)));
const made = (folder: string): string[] => Object.keys(files).filter((path) => path.startsWith(`${folder}/`));

test('the gallery is what the templates and gallery.json say: run `npm run templates:gallery`', () => {
  const stale = Object.entries(files)
    .filter(
      ([path, text]) => !existsSync(join(FOLDER, path)) || readFileSync(join(FOLDER, path), 'utf8') !== text,
    )
    .map(([path]) => path);
  expect(stale).toEqual([]);
  for (const folder of ['pictures', 'descriptions'])
    expect(below(folder).sort()).toEqual(made(folder).sort());
});

test('every template of both hosts is shown, with its picture', () => {
  for (const host of ['n8n', 'node-red']) {
    const there = below(host).map((path) => path.replace('.json', '.svg'));
    expect(made(`pictures/${host}`).sort()).toEqual(there.map((path) => `pictures/${path}`).sort());
    for (const path of there) expect(files['README.md']).toContain(`](pictures/${path})`);
  }
});

test('scenarios: each one named is in the table; every one of a CRM is shown by one of its templates', () => {
  const table = readFileSync(join(FOLDER, '../docs/scenarios.md'), 'utf8');
  const ids = [...table.matchAll(/^\| ([A-Z]+-\d+) /gm)].map(([, id]) => id);
  expect(
    Object.values(gallery).flatMap(({ scenarios }) => scenarios.filter((id) => !ids.includes(id))),
  ).toEqual([]);
  const shown = new Set(
    ALL.flatMap((crm) =>
      TEMPLATE_FILES.filter((file) => existsSync(join(FOLDER, `n8n/${crm.crm}/${file}.json`))).flatMap(
        (file) => {
          const own = scenariosOf(crm, file);
          expect({ crm: crm.crm, file, empty: own.length === 0 }).toEqual({
            crm: crm.crm,
            file,
            empty: false,
          });
          return own;
        },
      ),
    ),
  );
  expect(ids.filter((id) => id !== undefined && !shown.has(id))).toEqual([]);
});

test('descriptions have what a library of templates needs: title, for whom, steps of the set-up', () => {
  const descriptions = made('descriptions').map((path) => files[path] ?? '');
  expect(descriptions.length).toBe(below('n8n').length);
  for (const text of descriptions) {
    const [title = ''] = text.split('\n');
    expect(title).toMatch(/^# [A-Z].{20,90}$/);
    for (const heading of [
      'Who it is for',
      'What it does',
      'How it works',
      'Set up',
      'What you need',
      'How to change it',
    ])
      expect(text).toMatch(new RegExp(`## ${heading}\n\n(?!##)\\S`));
    expect(text).toMatch(/## Set up\n\n1\. .*\n2\. /);
    expect(text).not.toMatch(/\{crm\}|undefined/);
  }
  expect(new Set(descriptions.map((text) => text.split('\n')[0])).size).toBe(descriptions.length);
});
