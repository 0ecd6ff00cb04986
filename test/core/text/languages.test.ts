/** A new language is one file: Polish, made of English, in a copy of the texts. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import languages from '../../../core/model/languages.json';
import { catalogues, LANGUAGES } from '../../../core/text/text';

const ROOT = join(__dirname, '../../..');
const SCRIPT = join(ROOT, 'scripts/languages.mjs');

/** Inside the repository, so that packages are found. */
let copy = '';
beforeEach(() => {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  copy = mkdtempSync(join(ROOT, '.cache/languages-'));
  for (const folder of ['core/text', 'core/model', 'core/http'])
    cpSync(join(ROOT, folder), join(copy, folder), { recursive: true });
});
afterEach(() => rmSync(copy, { recursive: true, force: true }));

const run = (...more: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [SCRIPT, '--root', copy, ...more], { encoding: 'utf8' });
const polish = (change: Record<string, string> = {}): void =>
  writeFileSync(
    join(copy, 'core/text/pl.json'),
    JSON.stringify({
      ...catalogues.en,
      'language.name': 'Polski',
      'language.english': 'Polish',
      'note.rowEmpty': 'W wierszu {row} nic nie zaznaczono.',
      'format.hour': 'godz.',
      ...change,
    }),
  );

test('the languages of the product lack nothing, and the code knows those that have a file', () => {
  expect(run()).toMatchObject({ status: 0, stderr: '' });
  expect(Object.keys(languages)).toEqual(LANGUAGES);
});

test('Polish is one file: the code then speaks it, and the forms offer it', () => {
  polish();
  expect(run().stderr).toContain('not up to date');
  expect(run('--write').status).toBe(0);
  expect(run()).toMatchObject({ status: 0, stderr: '' });
  const list = JSON.parse(readFileSync(join(copy, 'core/model/languages.json'), 'utf8')) as object;
  expect(Object.keys(list)).toEqual([...LANGUAGES, 'pl']);
  expect(list).toMatchObject({ pl: { name: 'Polski', english: 'Polish' } });
  writeFileSync(
    join(copy, 'say.ts'),
    `import { formatDuration, LANGUAGES, say } from './core/text/text';
     import { said, toText } from './core/text/said';
     console.log(JSON.stringify([LANGUAGES, say('pl' as never, 'note.rowEmpty', { row: 'R2' }),
       toText(said('note.rowEmpty', { row: 'R3' }), 'pl' as never), formatDuration(3600, 'pl' as never)]));`,
  );
  const told = execFileSync(process.execPath, ['--import', 'tsx', join(copy, 'say.ts')], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(JSON.parse(told)).toEqual([
    [...LANGUAGES, 'pl'],
    'W wierszu R2 nic nie zaznaczono.',
    'W wierszu R3 nic nie zaznaczono.',
    '1 godz. 0 min 0 s',
  ]);
});

test.each([
  [{ 'note.rowEmpty': ' ' }, 'pl lacks note.rowEmpty: Nothing is ticked in row {row}.'],
  [{ 'note.rowEmpty': 'Nic.' }, 'pl note.rowEmpty: holds no value, English {row}'],
  [{ 'note.rowEmptied': 'Nic.' }, 'pl note.rowEmptied is no sentence of English'],
])('what Polish lacks is listed: %o', (change, fault) => {
  polish(change);
  const { status, stderr } = run('--write');
  expect(status).toBe(1);
  expect(stderr.trim()).toBe(fault);
});
