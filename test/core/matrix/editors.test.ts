/** What the editors of both hosts use: cells, labels, sentences, files. */
import { cellsFromTable, tableFromCells } from '../../../core/matrix/cells';
import { explainTable } from '../../../core/matrix/explain';
import { tableLabels } from '../../../core/matrix/labels';
import { MatrixError, parseTable } from '../../../core/matrix/parse-table';
import { PRESET_IDS, presets } from '../../../core/matrix/presets';
import { ACTION_ORDER, RECORD_ACTIONS, ROW_IDS, TASK_ACTIONS } from '../../../core/matrix/types';
import { LANGUAGES } from '../../../core/text/text';

const faultsOf = (run: () => unknown): readonly string[] => {
  try {
    run();
  } catch (error) {
    if (error instanceof MatrixError) return error.faults;
    throw error;
  }
  throw new Error('no fault was found');
};

describe('cells', () => {
  it.each(PRESET_IDS)('%s survives the way there and back', (id) => {
    expect(tableFromCells(cellsFromTable(presets[id].rows), presets[id].rows)).toEqual(presets[id].rows);
  });
  it('are values of multi-selects', () => {
    expect(cellsFromTable(presets.hubspot.rows).R4).toEqual([
      'contact',
      'deal',
      'callRecord',
      'taskManager.done',
      'taskResponsible.open',
    ]);
  });
  it('keep the deadline of the base, whatever the state', () => {
    const table = tableFromCells({ R4: ['taskResponsible.done'] }, presets.zoho.rows);
    expect(table).toEqual({ R4: { taskResponsible: { state: 'done', deadlineHours: 3 } } });
  });
  it('tell every fault', () => {
    const faults = faultsOf(() =>
      tableFromCells({
        R3: ['contact', 'taskSenior', 'note', 'taskManager.open', 'taskManager.done'],
        R12: [],
      } as never),
    );
    expect(faults).toHaveLength(4);
    expect(faults.join(' ')).toMatch(/R12.*"taskSenior".*"note".*both open and done/);
  });
});

describe('parseTable', () => {
  it('reads a bare table, a preset file, and short tasks', () => {
    expect(parseTable({ R3: { contact: true, deal: false, taskResponsible: 'open' } })).toEqual({
      R3: { contact: true, taskResponsible: { state: 'open' } },
    });
    expect(parseTable({ rows: { R8: {} } })).toEqual({ R8: {} });
  });
  it.each([
    [null, /Give an object of rows/],
    [[], /Give an object of rows/],
    [{ R12: {} }, /R12: unknown row; known are R1, R2/],
    [{ R3: [] }, /R3: give an object of actions/],
    [{ R3: { taks: true } }, /R3\.taks: unknown action; known are company, contact/],
    [{ R3: { contact: 'yes' } }, /R3\.contact: give true or leave it out, not "yes"/],
    [{ R3: { taskSenior: true } }, /R3\.taskSenior: give "open", "done"/],
    [
      { R3: { taskSenior: { state: 'closed' } } },
      /R3\.taskSenior\.state: give "open" or "done", not "closed"/,
    ],
    [
      { R3: { taskSenior: { state: 'open', deadlineHours: -1 } } },
      /deadlineHours: give hours from 0 to 8760, not -1/,
    ],
    [{ R3: { taskSenior: { state: 'open', deadlineHours: '4' } } }, /deadlineHours/],
    [{ R3: { taskSenior: { state: 'open', workingHours: 1 } } }, /workingHours: give true or false/],
    [{ R3: { taskSenior: { state: 'open', subject: 1 } } }, /subject: give a text/],
    [{ R3: { taskSenior: { state: 'open', hours: 1 } } }, /R3\.taskSenior\.hours: unknown/],
  ])('refuses %j', (value, message) => {
    expect(() => parseTable(value)).toThrow(message);
    expect(() => parseTable(value)).toThrow(MatrixError);
  });
  it('tells all faults at once', () => {
    expect(faultsOf(() => parseTable({ R3: { a: 1, b: 2 }, R12: {} }))).toHaveLength(3);
  });
  it('takes no member of Object for a row', () => {
    expect(() => parseTable(JSON.parse('{"__proto__": {}, "constructor": {}}'))).toThrow(/unknown row/);
  });
});

describe('explain and labels', () => {
  it('a sentence for every row, in every language', () => {
    for (const language of LANGUAGES) {
      for (const id of PRESET_IDS) {
        const sentences = explainTable(presets[id].rows, language);
        expect(sentences.map((sentence) => sentence.split('.')[0])).toEqual([...ROW_IDS]);
        for (const sentence of sentences) expect(sentence).toMatch(/^R\w+\. .{10,}: .{5,}\.$/);
      }
    }
  });
  it('reads as a sentence', () => {
    expect(explainTable(presets.hubspot.rows, 'en')[2]).toBe(
      'R3. After a missed incoming call: create a contact if there is none; create a deal if there is no open one; write the call record; open task for the responsible manager, due in 4 h.',
    );
    expect(explainTable(presets.zoho.rows, 'ru')[4]).toContain(
      'открытая задача ответственному менеджеру, срок – 3 ч',
    );
    expect(explainTable(presets.hubspot.rows, 'uk')[3]).toContain('діє рядок R3');
    expect(explainTable({ R3: { taskSenior: { state: 'open', workingHours: true } } }, 'uk')[2]).toContain(
      '4 год робочого часу',
    );
  });
  it('labels for every row and every value a cell can have', () => {
    expect([...ACTION_ORDER].sort()).toEqual([...RECORD_ACTIONS, ...TASK_ACTIONS].sort());
    for (const language of LANGUAGES) {
      const labels = tableLabels(language);
      const all = [
        ...labels.rows.map((row) => row.label),
        ...labels.actions.flatMap((action) => action.values.map((value) => value.label)),
      ];
      expect(all).toHaveLength(ROW_IDS.length + RECORD_ACTIONS.length + 2 * TASK_ACTIONS.length);
      expect(new Set(all).size).toBe(all.length);
    }
  });
});
