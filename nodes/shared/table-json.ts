import { readTableFile, type TableFile } from '../../core/matrix/table-file';
import { SetUpError } from './errors';

/** Takes a table as JSON or as it was parsed; returns it with the preset it names. Throws SetUpError or MatrixError when it cannot be used. */
export function tableFromJson(value: unknown): TableFile {
  if (typeof value !== 'string') return readTableFile(value);
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    parsed = null;
  }
  if (parsed === null)
    throw new SetUpError('The table is not valid JSON', 'Correct the field Table, or choose a preset.');
  return readTableFile(parsed);
}
