/** `npm run quality`: holds the quality scale against the repository; docs/quality.md is its table. */
import { check, levelOf, namesOf, rulesOf, SCALES, type Kind } from '.';

const kinds: Kind[] = ['crm', 'template'];
const wrong = kinds.flatMap((kind) => check(kind));
for (const kind of kinds) {
  const marks = namesOf(kind).flatMap((name) => Object.values(SCALES[kind].marks[name] ?? {}));
  const count = (sign: string): number =>
    marks.filter((mark) => typeof mark !== 'string' && sign in mark).length;
  const levels = namesOf(kind).map((name) => `${name} ${levelOf(SCALES[kind], name) ?? 'none'}`);
  process.stdout.write(
    `${kind}: ${rulesOf(SCALES[kind]).length} rules; ${marks.filter((mark) => mark === 'done').length} done, ${count('exempt')} exempt, ${count('todo')} to do; ${levels.join(', ')}\n`,
  );
}
if (wrong.length > 0) {
  process.stderr.write(`${wrong.join('\n')}\n`);
  process.exit(1);
}
