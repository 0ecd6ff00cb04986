/**
 * Whether the search finds a number whatever signs stand between its digits. The vendor does not say, and public clients
 * disagree, so it is tried on a record of the account; where it does not, the usual groupings are searched too.
 */
import { CrmError } from '../../http/errors';
import { digitsOf, phoneForms, sharedDigits } from '../../phone/phone';
import type { PhoneForms } from '../../phone/types';
import type { PipedriveApi } from './api';
import { paths } from './endpoints';
import type { ApiRecord, SearchItem } from './types';
import { said } from '../../text/said';

/** How long the answer of a try holds, and how long there being nothing to try on does; ms. */
const TRIED_MS = 86_400_000;
const NOTHING_MS = 3_600_000;
/** Search shows what was written this long ago; ms. */
const INDEXED_MS = 600_000;
/** Newest persons that are looked through for a number with signs inside. */
const LOOKED_THROUGH = '100';

/** Digits of the shortest national number that is tried; a shorter one is an extension or a note. */
const SHORTEST = 7;
/** Groups in which the end of a number is written, the signs between them apart: 123-45-67, 123-4567, 456-789, 34-56-78. */
const GROUPS = [[3, 2, 2], [3, 4], [7], [3, 3], [2, 2, 2]];
const SIGNS = ['-', ' '];

/** Takes a number; returns ends of it as people write them: what stands before an end differs more than the end. */
export function usualEnds(phone: PhoneForms): string[] {
  const digits = sharedDigits(phone);
  const ends = GROUPS.flatMap((sizes) => {
    let at = digits.length - sizes.reduce((sum, size) => sum + size, 0);
    if (at < 0) return [];
    const parts = sizes.map((size) => digits.slice(at, (at += size)));
    return SIGNS.map((sign) => parts.join(sign));
  });
  return [...new Set(ends)];
}

/** What is searched for a stored number that has signs inside its national part; null for any other. */
function termFor(stored: string, home: string): string | null {
  const forms = phoneForms(stored, home);
  // Of a number whose country is not known: the digits behind the trunk's zeros.
  const term = forms ? sharedDigits(forms) : digitsOf(stored).replace(/^0+/, '');
  return term.length < SHORTEST || stored.includes(term) ? null : term;
}

async function tryOn(api: PipedriveApi, home: string): Promise<boolean | null> {
  const persons = await api.list(
    'persons',
    { sort_by: 'update_time', sort_direction: 'desc', limit: LOOKED_THROUGH },
    said('doing.lookForNumber'),
  );
  const before = api.clock.now() - INDEXED_MS;
  const indexed = ({ update_time: at }: ApiRecord): boolean => !!at && Date.parse(at) < before;
  for (const person of persons.filter(indexed)) {
    const terms = (person.phones ?? []).map(({ value }) => (value ? termFor(value, home) : null));
    const term = terms.find((one) => one !== null);
    if (!term) continue;
    const query = { term, item_types: 'person', fields: 'phone', limit: '100' };
    const request = { method: 'GET', path: paths.search, query } as const;
    const { data } = await api.send(request, { action: said('doing.trySearch'), lane: 'search' });
    const items = (data as { items?: { item: SearchItem }[] | null } | null)?.items ?? [];
    return items.some(({ item }) => String(item.id) === String(person.id));
  }
  return null;
}

/** What is known by now: true, the search finds numbers in any notation; false, as stored only; null, not known. */
export function knownToRead({ book, clock }: PipedriveApi): boolean | null {
  const { notations } = book;
  return notations && clock.now() < notations.until ? notations.any : null;
}

/**
 * Tries it, once a day, with two requests at most; nothing is written. `home`: country of numbers without code. Null: no
 * record of the account has such a number, so that nothing can be missed. Throws CrmError.
 */
export async function readsAnyNotation(api: PipedriveApi, home: string): Promise<boolean | null> {
  const { book, clock } = api;
  if (book.notations && clock.now() < book.notations.until) return book.notations.any;
  const run = async (): Promise<boolean | null> => {
    const any = await tryOn(api, home);
    book.notations = { any, until: clock.now() + (any === null ? NOTHING_MS : TRIED_MS) };
    return any;
  };
  return (await book.flights('notations', run)) as boolean | null;
}

/** The same for a find that must not fail for it: a fault counts as not known. */
export async function missesNotations(api: PipedriveApi, home: string): Promise<boolean> {
  try {
    return (await readsAnyNotation(api, home)) === false;
  } catch (error) {
    if (error instanceof CrmError) return false;
    throw error;
  }
}
