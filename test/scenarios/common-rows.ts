/** The table of the general scenarios: the same ticks in every CRM, so that one expectation holds for all of them. */
import { presets } from '../../core/matrix/presets';
import type { MatrixRow } from '../../core/matrix/types';
import { ROW_IDS } from '../../core/matrix/types';
import type { RowId } from '../../core/model/plan';

/** HubSpot's: contact, deal, call record and tasks of all three kinds. Rows it leaves empty are empty in all. */
export const COMMON_ROWS = Object.fromEntries(
  ROW_IDS.map((row): [RowId, MatrixRow] => [row, presets.hubspot.rows[row] ?? {}]),
) as Record<RowId, MatrixRow>;
