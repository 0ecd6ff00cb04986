/** Deadline, working hours and subject of one task. */
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { SUBJECT_PLACEHOLDERS } from '../../../core/matrix/lint-rules';
import { DEFAULT_DEADLINE_HOURS, type TaskCell } from '../../../core/matrix/types';
import { placeholders } from '../../../core/text/fill';
import { TextField, Tick } from '../shared/fields';
import { useSpeech } from '../shared/language';

export function TaskDialog(props: {
  title: string;
  cell: TaskCell;
  /** Hours. */
  max: number;
  onSave: (cell: TaskCell) => void;
  onClose: () => void;
}): JSX.Element {
  const { title, cell, max, onSave, onClose } = props;
  const { t } = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState(String(cell.deadlineHours ?? DEFAULT_DEADLINE_HOURS));
  const [working, setWorking] = useState(cell.workingHours === true);
  const [subject, setSubject] = useState(cell.subject ?? '');
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const hours = Number(typed);
  const good = typed.trim() !== '' && Number.isFinite(hours) && hours >= 0 && hours <= max;
  const unknown = placeholders(subject).find((name) => !SUBJECT_PLACEHOLDERS.includes(name));
  const save = (event: Event): void => {
    event.preventDefault();
    if (!good || unknown !== undefined) return;
    onSave({ state: cell.state, deadlineHours: hours, workingHours: working, subject: subject.trim() });
    onClose();
  };
  return (
    <dialog ref={dialog} class="more" aria-label={title} onClose={onClose}>
      <form onSubmit={save}>
        <h3>{title}</h3>
        {cell.state === 'open' && (
          <>
            <TextField
              label={t('deadline')}
              value={typed}
              onType={setTyped}
              fault={good ? null : t('badHours', { max })}
            />
            <Tick label={t('workingHours')} checked={working} onTick={setWorking} />
          </>
        )}
        <TextField
          label={t('subject')}
          value={subject}
          onType={setSubject}
          placeholder={t('subjectOfProduct')}
          fault={unknown === undefined ? null : t('unknownPlaceholder', { name: `{${unknown}}` })}
        />
        <p class="names">
          {SUBJECT_PLACEHOLDERS.map((name) => (
            <button key={name} type="button" onClick={() => setSubject(`${subject}{${name}}`)}>
              {`{${name}}`}
            </button>
          ))}
        </p>
        <p class="buttons">
          <button type="submit" class="main">
            {t('apply')}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {t('cancel')}
          </button>
        </p>
      </form>
    </dialog>
  );
}
