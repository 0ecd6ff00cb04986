/** The page of the matrix: the table, what differs from its preset, its sentences and remarks, what would happen, its JSON. */
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { changes } from '../../../core/matrix/edit';
import { PRESET_IDS } from '../../../core/matrix/presets';
import type { PresetId } from '../../../core/matrix/types';
import type { RowId } from '../../../core/model/plan';
import { Select } from '../shared/fields';
import { useSpeech } from '../shared/language';
import { Exchange } from './exchange';
import { Grid } from './grid';
import { Remarks, Sentences } from './remarks';
import { Simulator } from './simulator';
import { useMatrix, type MatrixState } from './state';

/** `beside`: what a page with calls of its own shows of them. `first`: the preset of a first visit. */
export function MatrixView(props: {
  first?: PresetId;
  beside?: (matrix: MatrixState) => ComponentChildren;
}): JSX.Element {
  const { first = 'hubspot', beside } = props;
  const { t } = useSpeech();
  const matrix = useMatrix(first);
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
      {beside?.(matrix)}
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
