/** test/contract/evidence: every behaviour that no description holds has its evidence and its test. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFault, titlesIn } from './evidence/named-test';
import { EVIDENCE_PAGE, evidencePage } from './evidence/page';
import { reliedOn, wordsIn } from './evidence/relied';
import { NO_EVIDENCE, readEvidence, VENDORS, type EvidenceRow } from './evidence/rows';
import { specPath } from './spec-files';

const DOCS = join(__dirname, '../../docs/first-day');
const KEYS = ['behaviour', 'evidence', 'settles', 'test'];

/** Steps of the page of the first day: "## Step 3: …". Throws when there is no such page. */
function stepsOf(vendor: string): number[] {
  const steps = readFileSync(join(DOCS, `${vendor}.md`), 'utf8').matchAll(/^## Step (\d{1,2}): /gm);
  return [...steps].map(([, step]) => Number(step));
}
function rowFaults(vendor: (typeof VENDORS)[number], row: EvidenceRow, steps: number[]): string[] {
  const faults = [testFault(vendor, row.test)];
  if (KEYS.some((key) => !(key in row))) faults.push(`a row has ${KEYS.join(', ')}`);
  if (row.behaviour.trim().length < 10) faults.push('what the vendor does is not told');
  if (row.evidence.trim().length < 10) faults.push('there is no evidence');
  if (/^none\b/i.test(row.evidence) && row.evidence !== NO_EVIDENCE)
    faults.push(`without evidence it is "${NO_EVIDENCE}"`);
  if (row.evidence === NO_EVIDENCE && row.settles === null) faults.push('nothing settles it');
  if (row.settles !== null && !steps.includes(row.settles))
    faults.push(`docs/first-day/${vendor}.md has no step ${row.settles}`);
  return faults.filter((fault) => fault !== null).map((fault) => `${row.behaviour}: ${fault}`);
}

test('the page says what the rows say (`npm run evidence` writes it)', () => {
  expect(readFileSync(EVIDENCE_PAGE, 'utf8')).toBe(evidencePage());
});

describe.each(VENDORS)('%s', (vendor) => {
  const rows = readEvidence(vendor);

  test('the page of the first day has ten steps, in order', () => {
    expect(stepsOf(vendor)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('each row has evidence and a test that runs; what has none is settled on the first day', () => {
    expect(rows.flatMap((row) => rowFaults(vendor, row, stepsOf(vendor)))).toEqual([]);
    expect(rows.length).toBeGreaterThan(0);
  });

  test('no behaviour is told twice', () => {
    const told = rows.map(({ behaviour }) => behaviour);
    expect(told).toEqual([...new Set(told)]);
  });

  test('what the code reads beyond the description stands in a row, and rows cover nothing else', () => {
    const covered = [...new Set(rows.flatMap(({ covers = [] }) => covers))].sort();
    // Without the descriptions nobody can tell which codes they hold.
    const seen = specPath(vendor) ? covered : covered.filter((one) => !one.startsWith('code:'));
    expect(seen).toEqual(reliedOn(vendor));
  });
});

describe('the check itself', () => {
  test('sees codes in texts and keys, and patterns with words; passes over ours and those of signs', () => {
    const source = `const a = 'NEW_CODE'; const b = { OTHER_CODE: 1 }; const NOT_SEEN = /^\\d+\\.$/;
      const c = /is gone/i; const d = /ringostat key/; const e = /[A-Za-z]+/;`;
    expect(wordsIn(source)).toEqual({ codes: ['NEW_CODE', 'OTHER_CODE'], patterns: ['/is gone/i'] });
  });

  test('a test that is skipped, planned or in another file is none', () => {
    const source = `test('a', f); it('b', f); test.each([1])('c %s', f); test.skip('d', f); test.todo('e'); other('f');`;
    expect([...titlesIn(source)]).toEqual(['a', 'b', 'c %s']);
    expect(testFault('zoho', 'test/contract/evidence.test.ts › no behaviour is told twice')).toBeNull();
    expect(testFault('zoho', 'test/contract/evidence.test.ts › nobody')).toContain('has no test');
    expect(testFault('zoho', 'test/nowhere.test.ts › a')).toContain('no file');
    expect(testFault('zoho', 'G-28')).toContain('is not');
    expect(testFault('zoho', 'test/scenarios/core.test.ts › G-28')).toBeNull();
    expect(testFault('zoho', 'test/scenarios/core.test.ts › HS-01')).toContain('has no test');
  });

  test('a vendor without a page of the first day is told', () => {
    expect(() => stepsOf('nobody')).toThrow('nobody.md');
  });

  test('a row without evidence, test or step is told', () => {
    const row = { behaviour: 'It answers 418', evidence: '', settles: null, test: 'test/x.test.ts › y' };
    expect(rowFaults('zoho', row, [])).toHaveLength(2);
    expect(rowFaults('zoho', { ...row, evidence: NO_EVIDENCE }, [])).toHaveLength(2);
    expect(rowFaults('zoho', { ...row, evidence: NO_EVIDENCE, settles: 3 }, [3])).toHaveLength(1);
    expect(rowFaults('zoho', { ...row, evidence: 'none' }, [])).toContainEqual(
      expect.stringContaining(NO_EVIDENCE),
    );
  });
});
