/** The page of the matrix: the table, what differs from its preset, its sentences and remarks, what would happen, its JSON. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { changes } from '../../../core/matrix/edit';
import { PRESET_IDS } from '../../../core/matrix/presets';
import type { RowId } from '../../../core/model/plan';
import { Select } from '../shared/fields';
import { useSpeech } from '../shared/language';
import { Exchange } from './exchange';
import { Grid } from './grid';
import { Remarks, Sentences } from './remarks';
import { Simulator } from './simulator';
import { useMatrix } from './state';

export function MatrixView(): JSX.Element {
  const { t } = useSpeech();
  const matrix = useMatrix();
  const [row, setRow] = useState<RowId | null>(null);
  const count = changes(matrix.table, matrix.base);
  return (
    <>
      <div class="begin">
        <Select
          label={t('preset')}
          value={matrix.preset}
          options={PRESET_IDS.map((value) => ({ value, label: t(`preset.${value}`) }))}
          onChoose={matrix.begin}
        />
        <p role="status" class={count > 0 ? 'count some' : 'count'}>
          {count > 0 ? t('changes', { count }) : t('noChanges')}
        </p>
        <button type="button" disabled={count === 0} onClick={() => matrix.begin(matrix.preset)}>
          {t('reset')}
        </button>
      </div>
      <Grid matrix={matrix} row={row} />
      <div class="below">
        <Simulator matrix={matrix} onRow={(lit) => setRow(lit as RowId | null)} />
        <div>
          <Remarks matrix={matrix} />
          <Sentences matrix={matrix} row={row} />
          <Exchange matrix={matrix} />
        </div>
      </div>
    </>
  );
}
