/** One record in a list or on the board. */
import type { JSX } from 'preact';
import { formatDuration } from '../../../core/text/format';
import type { PageState, Story } from '../../api/types';
import { useSpeech } from '../shared/language';
import { madeBy, titleOf, type AnyRecord } from './records';

function Chips({ record }: { record: AnyRecord }): JSX.Element {
  const { t, language } = useSpeech();
  if ('state' in record)
    return (
      <>
        <span class={`chip ${record.state === 'done' ? 'good' : 'bad'}`}>{t(`state.${record.state}`)}</span>
        {record.dueAt && <span class="chip">{t('due', { time: timeOf(record.dueAt, language) })}</span>}
      </>
    );
  if ('answered' in record)
    return (
      <>
        {record.direction && <span class="chip">{t(`direction.${record.direction}`)}</span>}
        {record.answered !== null && (
          <span class={`chip ${record.answered ? 'good' : 'bad'}`}>
            {t(record.answered ? 'answered' : 'notAnswered')}
          </span>
        )}
        {record.seconds ? <span class="chip">{formatDuration(record.seconds, language)}</span> : null}
        {record.recordings.length > 0 && <span class="chip">{t('recording')}</span>}
      </>
    );
  const { utm_source: source, utm_campaign: campaign } = record.attribution;
  const ad = [source, campaign].filter(Boolean).join(' / ');
  return ad ? <span class="chip ad">{ad}</span> : <></>;
}

export const timeOf = (iso: string, language: string): string => {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return iso.length > 10 ? date.toLocaleString(language) : date.toLocaleDateString(language);
};

export function RecordRow(props: {
  record: AnyRecord;
  state: PageState;
  stories: readonly Story[];
  /** Made by the call that was made last. */
  onOpen: (record: AnyRecord) => void;
}): JSX.Element {
  const { record, state, stories, onOpen } = props;
  const { t } = useSpeech();
  const by = madeBy(record, stories);
  const owner = record.ownerId === null ? null : (state.people[record.ownerId] ?? record.ownerId);
  const reach = 'phone' in record ? [record.phone, record.email].filter(Boolean).join(' · ') : '';
  return (
    <button
      type="button"
      class={`record ${by && by.story === stories[0] ? 'fresh' : ''}`}
      onClick={() => onOpen(record)}
    >
      <span class="title">{titleOf(record) || t('noName')}</span>
      <span class="dim">
        {[reach, t('for', { name: owner ?? t('who.nobody') })].filter(Boolean).join(' · ')}
      </span>
      <span class="chips">
        <Chips record={record} />
        {by && <span class="chip by">{by.row ?? t('thisCall')}</span>}
      </span>
    </button>
  );
}
