import { PRESET_IDS, presets } from '../../../core/matrix/presets';
import { readTableFile, writeTableFile } from '../../../core/matrix/table-file';

test.each(PRESET_IDS)('a file of %s is read as it was written, with its preset', (preset) => {
  const file = { preset, table: presets[preset].rows };
  expect(readTableFile(JSON.parse(writeTableFile(file)))).toEqual(file);
});

test('bare rows name no preset, written and read', () => {
  const file = { preset: null, table: { R3: { contact: true as const } } };
  expect(JSON.parse(writeTableFile(file))).toEqual(file.table);
  expect(readTableFile(file.table)).toEqual(file);
  expect(readTableFile({ rows: file.table })).toEqual(file);
});

test.each([['bitrix'], [7], [{}]])('a preset that is none is refused: %j', (preset) => {
  expect(() => readTableFile({ preset, rows: {} })).toThrow(/preset: no preset is called .*pipedriveLeads/);
});
