/** All of one record: its text, what it hangs on, which call made it, and what else the vendor keeps. */
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PageState, Story } from '../../api/types';
import { useSpeech } from '../shared/language';
import { madeBy, plain, titleOf, type AnyRecord } from './records';

const LISTS = { contact: 'contacts', lead: 'leads', company: 'companies', deal: 'deals' } as const;

export function RecordDialog(props: {
  record: AnyRecord;
  state: PageState;
  stories: readonly Story[];
  onClose: () => void;
}): JSX.Element {
  const { record, state, stories, onClose } = props;
  const { t } = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const by = madeBy(record, stories);
  const links =
    'links' in record
      ? record.links
      : [
          ...record.contactIds.map((id) => ({ entity: 'contact' as const, id })),
          ...record.companyIds.map((id) => ({ entity: 'company' as const, id })),
        ];
  const nameOf = ({ entity, id }: (typeof links)[number]): string =>
    state.view[LISTS[entity]].find((one) => one.id === id)?.name ?? `${entity} ${id}`;
  const rest = Object.entries(record.raw).filter(([, value]) => value !== null && value !== '');
  const title = titleOf(record) || t('noName');
  return (
    <dialog ref={dialog} aria-label={title} onClose={onClose}>
      <h3>{title}</h3>
      {by && <p>{t('madeBy', { number: by.story.order?.number || '–', row: by.row ?? '–' })}</p>}
      {'text' in record && record.text && <p class="text">{plain(record.text)}</p>}
      {links.length > 0 && <p>{t('with', { names: links.map(nameOf).join(', ') })}</p>}
      <details>
        <summary>{t('asKept')}</summary>
        <dl tabIndex={0} aria-label={t('asKept')}>
          {rest.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd>
            </div>
          ))}
        </dl>
      </details>
      <p class="buttons">
        <button type="button" onClick={() => dialog.current?.close()}>
          {t('close')}
        </button>
      </p>
    </dialog>
  );
}
