import { DEFAULT_ANALYSIS } from '../../core/matrix/default-options';
import type { MatrixOptions, WorkingHours } from '../../core/matrix/types';
import { textOf, tick, ticked } from '../editor/select';
import type { MatrixSettings } from './types';

/** Flows saved before these fields existed: an empty field would be saved as a choice. */
export function fillUsual(settings: MatrixSettings): void {
  for (const name of ['badMoods', 'scoreLimit', 'maxActionTasks'] as const)
    if (settings[name] === undefined) $(`#node-input-${name}`).val(String(DEFAULT_ANALYSIS[name]));
}

export interface OptionFields {
  contactsFor(): MatrixOptions['contactsFor'];
  workingHours(): WorkingHours;
}

const CALLS: MatrixOptions['contactsFor'] = [
  'incoming.answered',
  'incoming.missed',
  'outgoing.answered',
  'outgoing.missed',
];
/** ISO weekdays. */
const DAYS = [1, 2, 3, 4, 5, 6, 7];

/** Ticks and times that Node-RED does not fill by itself; read back when the dialog is saved. */
export function drawOptions(settings: MatrixSettings, t: (key: string) => string): OptionFields {
  const calls = CALLS.map((call) => {
    const { row, input } = tick(t(`call.${call.replace('.', '-')}`), settings.contactsFor.includes(call));
    $('#ringostat-contacts-for').append(row);
    return { call, input };
  });
  const days = DAYS.map((day) => {
    const { row, input } = tick(t(`day.${day}`), settings.workingHours.days.includes(day));
    $('#ringostat-working-days').append(row);
    return { day, input };
  });
  $('#ringostat-working-from').val(settings.workingHours.from);
  $('#ringostat-working-to').val(settings.workingHours.to);
  return {
    contactsFor: () => calls.filter(({ input }) => ticked(input)).map(({ call }) => call),
    workingHours: () => ({
      days: days.filter(({ input }) => ticked(input)).map(({ day }) => day),
      from: textOf($('#ringostat-working-from')) || '09:00',
      to: textOf($('#ringostat-working-to')) || '18:00',
    }),
  };
}
