/** A task in a cell: none, open or done; behind "settings" its deadline, working hours and subject. */
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { MAX_DEADLINE_HOURS } from '../../../core/matrix/parse-table';
import { DEFAULT_DEADLINE_HOURS, type TaskCell } from '../../../core/matrix/types';
import { useSpeech } from '../shared/language';
import { TaskDialog } from './task-dialog';

const STATES = ['', 'open', 'done'] as const;

export function TaskField(props: {
  label: string;
  cell: TaskCell | undefined;
  onChange: (cell: TaskCell | null) => void;
}): JSX.Element {
  const { label, cell, onChange } = props;
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const hours = cell?.deadlineHours ?? DEFAULT_DEADLINE_HOURS;
  const short = [
    ...(cell?.state === 'open' ? [t(cell.workingHours ? 'workingHoursShort' : 'hoursShort', { hours })] : []),
    ...(cell?.subject ? ['✎'] : []),
  ].join(' ');
  return (
    <>
      <select
        aria-label={label}
        value={cell?.state ?? ''}
        onChange={({ currentTarget }) => {
          const state = STATES.find((one) => one === currentTarget.value);
          onChange(state ? { ...cell, state } : null);
        }}
      >
        {STATES.map((state) => (
          <option key={state} value={state}>
            {state === '' ? '–' : t(`state.${state}`)}
          </option>
        ))}
      </select>
      {cell && (
        <button
          ref={button}
          type="button"
          class="settings-of"
          aria-label={`${label}: ${t('taskSettings')}${short ? `, ${short}` : ''}`}
          onClick={() => setOpen(true)}
        >
          {short || '⋯'}
        </button>
      )}
      {cell && open && (
        <TaskDialog
          title={label}
          cell={cell}
          max={MAX_DEADLINE_HOURS}
          onSave={onChange}
          onClose={() => {
            setOpen(false);
            button.current?.focus();
          }}
        />
      )}
    </>
  );
}
