/** What the CRM holds, as it comes: a list of each kind, deals on a board by stage. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PageState, Story } from '../../api/types';
import { Panel } from '../shared/fields';
import { useSpeech } from '../shared/language';
import { VirtualList } from '../shared/virtual-list';
import { RecordDialog } from './record-dialog';
import { RecordRow } from './record-row';
import { kindsOf, listOf, stagesOf, type AnyRecord, type Kind } from './records';

/** Pixels, as in style.css. */
const ROW = 84;
const idOf = (record: AnyRecord): string => record.id;

function Board(props: { state: PageState; row: (record: AnyRecord) => JSX.Element }): JSX.Element {
  const { t } = useSpeech();
  const stages = stagesOf(props.state);
  if (stages.length === 0) return <p class="dim">{t('noneYet')}</p>;
  return (
    <div class="board" tabIndex={0} role="region" aria-label={t('board')}>
      {stages.map(({ id, title, open, deals }) => (
        <div key={id}>
          <h3>
            {title} <span class={`chip ${open ? 'good' : ''}`}>{t(open ? 'open' : 'closed')}</span>{' '}
            <span class="dim">{deals.length}</span>
          </h3>
          <VirtualList label={title} items={deals} rowHeight={ROW} keyOf={idOf} row={props.row} />
        </div>
      ))}
    </div>
  );
}

export function Crm({ state, stories }: { state: PageState; stories: readonly Story[] }): JSX.Element {
  const { t } = useSpeech();
  /** Null: the first kind of which there is something. */
  const [kind, setKind] = useState<Kind | null>(null);
  const [opened, setOpened] = useState<AnyRecord | null>(null);
  const kinds = kindsOf(state);
  const shown = kind ?? kinds.find((one) => state.view[one].length > 0) ?? kinds[0] ?? 'calls';
  const items = listOf(state.view, shown);
  const row = (record: AnyRecord): JSX.Element => (
    <RecordRow record={record} state={state} stories={stories} onOpen={setOpened} />
  );
  return (
    <Panel title={t('crm', { crm: state.crm })} class="crm">
      <div class="kinds" role="group" aria-label={t('kinds')}>
        {kinds.map((one) => (
          <button key={one} type="button" aria-pressed={one === shown} onClick={() => setKind(one)}>
            {t(`kind.${one}`)} <b>{state.view[one].length}</b>
          </button>
        ))}
      </div>
      {shown === 'deals' ? (
        <Board state={state} row={row} />
      ) : items.length === 0 ? (
        <p class="dim">{t('noneYet')}</p>
      ) : (
        <VirtualList label={t(`kind.${shown}`)} items={items} rowHeight={ROW} keyOf={idOf} row={row} />
      )}
      <p class="dim">{t('spent', { count: state.spent })}</p>
      {opened && (
        <RecordDialog record={opened} state={state} stories={stories} onClose={() => setOpened(null)} />
      )}
    </Panel>
  );
}
