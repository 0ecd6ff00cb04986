/** docs/quality.md: the quality scale holds, and its tables are made of it. UPDATE_DOCS=1 writes them. */
import {
  check,
  levelOf,
  readFile,
  rulesOf,
  SCALES,
  tableOf,
  type Kind,
  type Mark,
  type Scale,
} from '../../scripts/quality';
import { expectPart, markdownTable } from './parts';

const KINDS: Kind[] = ['crm', 'template'];

test.each(KINDS)(
  '%s: everything called done is shown by the repository, everything else has its reason',
  (kind) => {
    expect(check(kind)).toEqual([]);
  },
);

test.each(KINDS)('docs/quality.md: %s', (kind) => {
  const { head, rows, reasons } = tableOf(kind);
  expectPart('quality.md', kind, [markdownTable(head, rows), '', ...reasons].join('\n'));
});

const [NAME, ID] = ['zoho', 'oauth2'] as const;
const marked = (mark: Mark | undefined): Scale => {
  const scale = structuredClone(SCALES.crm);
  const marks = { ...scale.marks[NAME] };
  if (mark === undefined) delete marks[ID];
  else marks[ID] = mark;
  return { ...scale, marks: { ...scale.marks, [NAME]: marks } };
};

test.each<[string, Mark | undefined, string]>([
  ['a rule without a mark', undefined, 'no mark'],
  ['an exemption without a reason', { exempt: '  ' }, 'no reason'],
  ['work to be done without saying what', { todo: 'later' }, 'no reason'],
  ['an exemption from what is there', { exempt: 'its API takes keys only' }, 'mark it done'],
  ['work to be done that is done', { todo: 'nobody has written it yet' }, 'mark it done'],
])('%s is seen', (_, mark, why) => {
  expect(check('crm', marked(mark))).toEqual([expect.stringContaining(`${NAME}, ${ID}: `)]);
  expect(check('crm', marked(mark))[0]).toContain(why);
});

test.each(KINDS)('%s: each rule called done fails when a file of its proof goes, or is emptied', (kind) => {
  const scale = SCALES[kind];
  for (const [id, { proof }] of rulesOf(scale)) {
    const name = Object.keys(scale.marks).find((one) => scale.marks[one]?.[id] === 'done');
    if (name === undefined) continue;
    const files = new Set<string>();
    check(kind, scale, (file) => (files.add(file), readFile(file)));
    const first = proof[0]?.file.replace(/<\w+>/g, '[\\w-]+') ?? '';
    const own = [...files].filter((file) => new RegExp(`^${first}$`, 'i').test(file));
    const gone = check(kind, scale, (file) => (own.includes(file) ? null : readFile(file)));
    expect(gone.join('\n')).toContain(`${name}, ${id}: done, but`);
    if (proof[0]?.holds)
      expect(check(kind, scale, (file) => (own.includes(file) ? '' : readFile(file))).join('\n')).toContain(
        `${name}, ${id}: done, but`,
      );
  }
});

test('a stranger and an unknown rule are seen', () => {
  const scale = structuredClone(SCALES.crm);
  scale.marks['sixth'] = {};
  scale.marks['zoho'] = { ...scale.marks['zoho'], shines: 'done' };
  expect(check('crm', scale)).toEqual(['sixth: there is no such crm', 'zoho, shines: there is no such rule']);
});

test('a level is reached when nothing of it and of those before is left to do', () => {
  const all = (mark: Mark): Scale => ({
    levels: { first: { a: { says: 'a', proof: [] } }, second: { b: { says: 'b', proof: [] } } },
    marks: { zoho: { a: 'done', b: mark } },
  });
  expect(levelOf(all('done'), 'zoho')).toBe('second');
  expect(levelOf(all({ exempt: 'for a good reason' }), 'zoho')).toBe('second');
  expect(levelOf(all({ todo: 'for a good reason' }), 'zoho')).toBe('first');
  expect(
    levelOf({ ...all('done'), marks: { zoho: { a: { todo: 'not yet begun' }, b: 'done' } } }, 'zoho'),
  ).toBeNull();
});
