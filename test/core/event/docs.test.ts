/** docs/events.md shows what the code does: its tables and example are made here. UPDATE_DOCS=1 writes them. */
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import aliases from '../../../core/event/aliases.json';
import { toEvent } from '../../../core/event/normalise';
import { OPTIONS, PAYLOADS } from './payloads';

const FILE = join(__dirname, '../../../docs/events.md');
const FIXTURES = join(__dirname, '../../fixtures/payloads');

function families(): string {
  const rows = [...new Set(PAYLOADS.map(([name]) => name.slice(0, 2)))].map((family) => {
    const { about } = JSON.parse(readFileSync(join(FIXTURES, `${family}.json`), 'utf8')) as { about: string };
    return `| ${family} | ${about} | test/fixtures/payloads/${family}.json |`;
  });
  return ['| family | what it is | fixture |', '|---|---|---|', ...rows].join('\n');
}
function names(): string {
  const rows = Object.entries(aliases).map(
    ([name, list]) => `| ${name} | ${list.map((alias) => `\`${alias}\``).join(', ')} |`,
  );
  return ['| variable | names |', '|---|---|', ...rows].join('\n');
}
function example(): string {
  const [, { payload, event }] = PAYLOADS.find(([name]) => name === 'P1: answered')!;
  const json = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
  return `Sent:\n\n${json(payload)}\n\nMade of it:\n\n${json(toEvent(payload, { ...OPTIONS, event, keepRaw: true }))}`;
}

it.each([
  ['families', families()],
  ['names', names()],
  ['example', example()],
])('docs/events.md: %s', (part, made) => {
  const pattern = new RegExp(`(<!-- ${part} -->\\n)([\\s\\S]*?)(\\n?<!-- /${part} -->)`);
  const text = readFileSync(FILE, 'utf8');
  if (process.env.UPDATE_DOCS)
    writeFileSync(
      FILE,
      text.replace(pattern, (_, open: string) => `${open}${made}\n<!-- /${part} -->`),
    );
  expect(pattern.exec(readFileSync(FILE, 'utf8'))?.[2]).toBe(made);
});
