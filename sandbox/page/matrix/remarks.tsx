/** What the check of the table says, and what the table does in sentences. */
import type { JSX } from 'preact';
import { explainTable } from '../../../core/matrix/explain';
import { lintTable } from '../../../core/matrix/lint';
import { ROW_IDS } from '../../../core/matrix/types';
import type { RowId } from '../../../core/model/plan';
import { Panel } from '../shared/fields';
import { useSpeech } from '../shared/language';
import type { MatrixState } from './state';

export function Remarks({ matrix }: { matrix: MatrixState }): JSX.Element {
  const { t, language } = useSpeech();
  const findings = lintTable(matrix.table, matrix.preset, language);
  return (
    <Panel title={t('remarks')}>
      {findings.length === 0 ? (
        <p class="dim">{t('noRemarks')}</p>
      ) : (
        <ul class="plain" aria-live="polite">
          {findings.map(({ code, row, level, message }) => (
            <li key={`${code} ${row} ${message}`} class={`remark ${level}`}>
              <b>{t(`level.${level}`)}</b> {message}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

export function Sentences({ matrix, row: lit }: { matrix: MatrixState; row: RowId | null }): JSX.Element {
  const { t, language } = useSpeech();
  const sentences = explainTable(matrix.table, language);
  return (
    <Panel title={t('sentences')}>
      <ul class="plain sentences">
        {sentences.map((sentence, index) => (
          <li key={ROW_IDS[index]} class={ROW_IDS[index] === lit ? 'lit' : ''}>
            {sentence}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
