/** Runs the tests that the preset files carry. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Attribution } from '../../../core/model/attribution';
import type { FoundRecord } from '../../../core/model/record';
import { PRESET_IDS, presets } from '../../../core/matrix/presets';
import type { MatrixOptions, MatrixRow, PresetId } from '../../../core/matrix/types';
import type { RowId } from '../../../core/model/plan';
import { ROW_IDS } from '../../../core/matrix/types';
import { card, client, event, MOMENTS, NO_ATTRIBUTION, plan, record, short, userId, type Who } from './world';

type Found = 'contact' | 'lead' | 'company' | 'deal' | 'closedDeal';
interface PresetTest {
  name: string;
  given: {
    /** Key of MOMENTS. */
    event: string;
    /** Who took or made the call. */
    manager?: Who | null;
    /** Found records and their owners; the value `bare` after a plus: without attribution. */
    client?: Partial<Record<Found, string>>;
    anonymous?: boolean;
    /** Ticks that differ from the preset. */
    rows?: Partial<Record<RowId, MatrixRow>>;
    options?: Partial<MatrixOptions>;
    attribution?: Partial<Attribution>;
  };
  expect: { row: RowId | null; steps: string[]; hours?: number; text?: string[]; notes?: string[] };
}
const folder = join(__dirname, '../../../core/matrix/presets');

function found(entity: Found, said: string): FoundRecord {
  const [owner, bare] = said.split('+');
  const id = `${entity}1`;
  return record(entity === 'closedDeal' ? 'deal' : entity, {
    id,
    ownerId: owner === 'nobody' ? null : userId(owner as Who),
    open: entity !== 'closedDeal',
    ...(bare === 'bare' ? { attribution: NO_ATTRIBUTION } : {}),
  });
}

it('has a file for every preset and a preset for every file', () => {
  expect(readdirSync(folder).sort()).toEqual(PRESET_IDS.map((id) => `${id}.json`).sort());
});

describe.each(PRESET_IDS)('%s', (id: PresetId) => {
  const { tests } = JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')) as { tests: PresetTest[] };

  it('tests every row it ticks, and one it does not', () => {
    expect(tests.length).toBeGreaterThan(0);
    const tested = new Set(tests.map((one) => one.expect.row));
    expect(ROW_IDS.filter((row) => presets[id].rows[row] && !tested.has(row))).toEqual([]);
  });

  it.each(tests.map((one) => [one.name, one] as const))('%s', (_name, { given, expect: expected }) => {
    const moment = MOMENTS[given.event];
    if (!moment) throw new Error(`No moment "${given.event}"`);
    const records = Object.fromEntries(
      Object.entries(given.client ?? {}).map(([entity, said]) => [entity, found(entity as Found, said)]),
    );
    const hidden = given.anonymous
      ? {
          anonymous: true,
          clientNumber: null,
          clientNumberInternational: null,
          clientNumberAsSent: 'anonymous',
        }
      : {};
    const made = plan({
      event: event({
        ...moment,
        ...hidden,
        ...(given.attribution ? { attribution: { ...NO_ATTRIBUTION, ...given.attribution } } : {}),
      }),
      card: card(
        client(records),
        given.manager ?? null,
        given.options?.distribute
          ? {
              distributed: { crmUserId: 'u-maksym', employeeId: 'maksym', name: 'Maksym Tkach', email: null },
            }
          : {},
      ),
      preset: id,
      table: { ...presets[id].rows, ...given.rows },
      ...(given.options ? { options: given.options } : {}),
    });
    expect({ row: made.row, steps: short(made) }).toEqual({ row: expected.row, steps: expected.steps });
    const open = made.steps.find((step) => step.kind === 'task' && step.values.state === 'open');
    if (expected.hours !== undefined) {
      const end = Date.parse('2026-11-20T14:02:00+02:00');
      expect(open?.kind === 'task' ? (Date.parse(open.values.dueAt) - end) / 3_600_000 : null).toBe(
        expected.hours,
      );
    }
    const everything = JSON.stringify(made.steps);
    for (const text of expected.text ?? []) expect(everything).toContain(text);
    expect(made.notes.map((note) => note.code)).toEqual(expect.arrayContaining(expected.notes ?? []));
  });
});
