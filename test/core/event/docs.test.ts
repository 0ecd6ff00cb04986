/** docs/events.md shows what the code does: its tables and example are made here. UPDATE_DOCS=1 writes them. */
import { readFileSync } from 'fs';
import { join } from 'path';
import aliases from '../../../core/event/aliases.json';
import { toEvent } from '../../../core/event/normalise';
import { expectPart, markdownTable } from '../../docs/parts';
import { OPTIONS, PAYLOADS } from './payloads';

const FIXTURES = join(__dirname, '../../fixtures/payloads');

function families(): string {
  const rows = [...new Set(PAYLOADS.map(([name]) => name.slice(0, 2)))].map((family) => {
    const { about } = JSON.parse(readFileSync(join(FIXTURES, `${family}.json`), 'utf8')) as { about: string };
    return [family, about, `test/fixtures/payloads/${family}.json`];
  });
  return markdownTable(['family', 'what it is', 'fixture'], rows);
}
function names(): string {
  const rows = Object.entries(aliases).map(([name, list]) => [
    name,
    list.map((alias) => `\`${alias}\``).join(', '),
  ]);
  return markdownTable(['variable', 'names'], rows);
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
  expectPart('events.md', part, made);
});
