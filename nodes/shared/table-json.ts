import { parseTable } from '../../core/matrix/parse-table';
import type { MatrixTable } from '../../core/matrix/types';
import { SetUpError } from './errors';

/** Takes a table as JSON or as it was parsed; returns it. Throws SetUpError or MatrixError when it cannot be used. */
export function tableFromJson(value: unknown): MatrixTable {
  if (typeof value !== 'string') return parseTable(value);
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    parsed = null;
  }
  if (parsed === null)
    throw new SetUpError('The table is not valid JSON', 'Correct the field Table, or choose a preset.');
  return parseTable(parsed);
}
