/** A transferred call as Ringostat's webhook after it tells: everybody who talked, in order, the last talker last. */
import type { Employee } from '../../core/model/team';
import type { Call } from './types';

/** Takes a call and who talked; returns it as its end tells it. */
export function transferred(call: Call, ...talkers: Employee[]): Call {
  const of = (read: (one: Employee) => string | null): string =>
    talkers.map((one) => read(one) ?? '').join(',');
  return {
    ...call,
    by: talkers.at(-1) ?? null,
    more: {
      ...call.more,
      employee_fio: of(({ name }) => name),
      employee_email: of(({ email }) => email),
      employee_number: of(({ id }) => id),
      extension_number: of(({ extension }) => extension),
    },
  };
}
