/** Creates contacts, companies, deals and leads of a plan; what this process made or is making is not made twice. */
import { said } from '../../text/said';
import { CrmError } from '../../http/errors';
import type { CreateStep } from '../../model/plan';
import { KINDS } from './entities';
import { pipedriveError } from './errors';
import { fromRecord } from './found';
import { paths } from './endpoints';
import { standing } from './standing';
import type { Target } from '../engine/run';
import { insertRecord, type Inserted } from './write-record';
import type { Work } from './work';

const hangs = ({ kind }: CreateStep): boolean => kind === 'deal' || kind === 'lead';

/** Keys under which this process remembers the record, the strictest first. */
function keysOf({ kind, key, stateKey }: CreateStep): { key: string; state: boolean }[] {
  return [
    ...(key ? [{ key: `${kind} ${key}`, state: false }] : []),
    ...(stateKey ? [{ key: `${kind} state ${stateKey}`, state: true }] : []),
  ];
}

/** What this process made for the same key and what is still there; read strongly. */
async function madeBefore(work: Work, step: CreateStep): Promise<string | null> {
  const { records } = work.api.book;
  for (const { key, state } of keysOf(step)) {
    const id = records.get(key);
    if (id === undefined) continue;
    const record = await work.api.get(
      KINDS[step.kind].collection,
      id,
      said('doing.readKind', { kind: said(`of.${step.kind}`) }),
    );
    const open = record !== null && fromRecord(step.kind, record, new Map(), () => null).open;
    // A deal of that state which was closed meanwhile makes room for a new one; that of this very call does not.
    if (record !== null && (open || !state)) return id;
    records.delete(key);
  }
  return null;
}

/** A contact that was there although the plan knew none may have an open deal or lead. */
async function openOne(work: Work, step: CreateStep, targets: Target[]): Promise<string | null> {
  const contact = targets.find(({ entity }) => entity === 'contact');
  const [first] = contact ? await standing(work, step, [contact]) : [];
  return first?.id ?? null;
}

/** An existing contact without organisation is joined to the one made for him. */
async function joinContact(work: Work, company: string, targets: Target[]): Promise<void> {
  const contact = targets.find(({ entity }) => entity === 'contact');
  const known = work.existing.find(({ entity, id }) => entity === 'contact' && id === contact?.id);
  if (!contact || (known && known.companyIds.length > 0)) return;
  await work.api.patch(
    paths.record('persons', contact.id),
    { org_id: Number(company) },
    said('doing.linkCompany'),
  );
}

/** PD-12: only an organisation is known; it is linked when the setting says so. */
function withCompany({ settings, existing }: Work, step: CreateStep, targets: Target[]): Target[] {
  if (!settings.linkOrganization || !hangs(step) || targets.some(({ entity }) => entity === 'company'))
    return targets;
  const found = existing.filter(({ entity }) => entity === 'company');
  const alone =
    existing.every(({ entity }) => entity !== 'contact') && found.length === 1 ? found[0] : undefined;
  return alone ? [...targets, { entity: 'company', id: alone.id }] : targets;
}

async function make(work: Work, step: CreateStep, linked: Target[], unforeseen: boolean): Promise<Inserted> {
  const targets = withCompany(work, step, linked);
  if (step.kind === 'lead' && !targets.some(({ entity }) => entity === 'contact' || entity === 'company'))
    throw pipedriveError('invalidField', said('pipedrive.leadAlone'), said('pipedrive.leadAlone.advice'));
  const before = (await madeBefore(work, step)) ?? (unforeseen ? await openOne(work, step, targets) : null);
  const written: Inserted =
    before === null
      ? await insertRecord(work, step, targets)
      : { id: before, status: 'alreadyThere', notes: [] };
  for (const { key } of keysOf(step)) work.api.book.records.set(key, written.id);
  if (step.kind === 'company' && written.status === 'created') {
    try {
      await joinContact(work, written.id, targets);
    } catch (error) {
      if (!(error instanceof CrmError)) throw error;
      written.notes.push(`The contact could not be linked to it: ${error.message}`);
    }
  }
  return written;
}

/**
 * Creates the record of the step, or finds it. `unforeseen`: its contact was there already though the plan knew none.
 * Throws CrmError.
 */
export async function createRecord(
  work: Work,
  step: CreateStep,
  targets: Target[],
  unforeseen: boolean,
): Promise<Inserted> {
  const [first] = keysOf(step);
  if (!first) return make(work, step, targets, unforeseen);
  let mine = false;
  const written = (await work.api.book.flights(first.key, () => {
    mine = true;
    return make(work, step, targets, unforeseen);
  })) as Inserted;
  return mine ? written : { ...written, status: 'alreadyThere' };
}
