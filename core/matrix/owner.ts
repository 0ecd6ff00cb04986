/** Who owns what is created, and who gets the tasks (presets.md rule 3, scenarios.md §2). */
import type { TaskRole } from '../plan/types';
import type { Person } from '../team/types';
import { say } from '../text/text';
import type { Draft } from './draft';
import { personName } from './names-of-people';

export interface Owner {
  /** Null: nobody is known, the record stays without owner. */
  person: Person | null;
  by: 'manager' | 'responsible' | 'senior' | 'distributed' | 'nobody';
}

function firstOf(draft: Draft, order: readonly ('manager' | 'responsible' | 'senior')[]): Owner {
  for (const by of order) {
    const person = draft[by];
    if (person) return { person, by: by === 'responsible' && draft.distributed ? 'distributed' : by };
  }
  return { person: null, by: 'nobody' };
}

/** Owner of a new record: the manager, else the responsible of what exists, else the senior. */
export function ownerOfNew(draft: Draft): Owner {
  return firstOf(draft, ['manager', 'responsible', 'senior']);
}

/** Who gets the task of a role; the manager's task goes to nobody else. */
export function ownerOfTask(draft: Draft, role: TaskRole): Owner {
  if (role === 'senior') return firstOf(draft, ['senior']);
  if (role === 'manager') return firstOf(draft, ['manager']);
  return firstOf(draft, ['responsible', 'manager', 'senior']);
}

/** The owner in words, with why it is he. */
export function ownerText(draft: Draft, owner: Owner): string {
  const { language } = draft.options;
  return say(language, `owner.${owner.by}`, { name: owner.person ? personName(owner.person) : '' });
}
