/** Rows × actions. On a phone each row is a card of its own. */
import type { JSX } from 'preact';
import { actionLabel, rowLabel } from '../../../core/matrix/labels';
import { differs } from '../../../core/matrix/edit';
import { ACTION_ORDER, isTaskAction, ROW_IDS } from '../../../core/matrix/types';
import type { RowId } from '../../../core/model/plan';
import { useSpeech } from '../shared/language';
import { moveByArrows } from './arrows';
import type { MatrixState } from './state';
import { TaskField } from './task-field';

type Action = (typeof ACTION_ORDER)[number];

function Cell({ matrix, row, action }: { matrix: MatrixState; row: RowId; action: Action }): JSX.Element {
  const { t, language } = useSpeech();
  const { table, base } = matrix;
  const name = actionLabel(action, language);
  const label = `${row}: ${name}`;
  const changed = differs(table, base, row, action);
  return (
    <td class={changed ? 'changed' : ''} title={changed ? t('changed') : undefined}>
      <span class="name" aria-hidden="true">
        {name}
      </span>
      {isTaskAction(action) ? (
        <TaskField
          label={label}
          cell={table[row]?.[action]}
          onChange={(cell) => matrix.setTask(row, action, cell)}
        />
      ) : (
        <input
          type="checkbox"
          aria-label={label}
          checked={table[row]?.[action] === true}
          onChange={({ currentTarget }) => matrix.tick(row, action, currentTarget.checked)}
        />
      )}
    </td>
  );
}

export function Grid({ matrix, row: lit }: { matrix: MatrixState; row: RowId | null }): JSX.Element {
  const { t, language } = useSpeech();
  return (
    <div class="grid" tabIndex={0} role="region" aria-label={t('table')}>
      <table onKeyDown={moveByArrows}>
        <thead>
          <tr>
            <th scope="col">{t('when')}</th>
            {ACTION_ORDER.map((action) => (
              <th key={action} scope="col">
                {actionLabel(action, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROW_IDS.map((row) => (
            <tr key={row} class={row === lit ? 'lit' : ''}>
              <th scope="row">
                <b>{row}</b> {rowLabel(row, language)}
              </th>
              {ACTION_ORDER.map((action) => (
                <Cell key={action} matrix={matrix} row={row} action={action} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
