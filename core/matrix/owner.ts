/** Who owns what is created, and who gets the tasks (docs/matrix.md#rules-that-hold-in-every-table). */
import type { HandOver, TaskRole } from '../model/plan';
import type { Person } from '../model/team';
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

/**
 * To whom the records of this call go, and from whom: an earlier event of the call gave them to its then best owner (the
 * responsible or the senior, because no manager was known, or to who talked first). Null when this event knows no better
 * owner either. Somebody else's choice is left alone.
 */
export function handOverOf(draft: Draft): HandOver | null {
  const { person, by } = ownerOfNew(draft);
  const to = person?.crmUserId ?? null;
  if (to === null || (by !== 'manager' && by !== 'distributed') || draft.actions.attributionOnly) return null;
  const responsible = draft.distributed ? null : (draft.responsible?.crmUserId ?? null);
  const before = [null, draft.senior?.crmUserId ?? null, responsible, ...(draft.card.takers ?? [])];
  return { to, from: [...new Set(before)].filter((id) => id !== to) };
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
