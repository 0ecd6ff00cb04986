/** "Insert, and if it is there already, read it and go on", for a CRM without unique keys (docs/decisions/0007). */
import { CrmError } from '../../http/errors';
import type { CreateStep } from '../../model/plan';
import { said } from '../../text/said';
import type { Target, Written } from '../engine/run';
import type { Remedy, Stands, Writing } from '../engine/write';
import { each, standsOf, writeOne } from '../engine/writer';
import { fieldNames, type RefusedField } from '../engine/refused';
import { bodyOf, jsonOf, type Body } from './bodies';
import { customValue } from './custom-values';
import { young } from './doubles';
import { KINDS } from './entities';
import { SYSTEM } from './errors';
import { paths } from './endpoints';
import { fieldList } from './field-lists';
import { relink } from './gone';
import { NEEDED } from './refused';
import { checkStage, refreshFields, withNames } from './remedies';
import { rulesOf } from './rules';
import { standing, type Standing } from './standing';
import { linkIds } from './targets';
import type { ApiRecord } from './types';
import { ownCodes, type Work } from './work';
import { newWrite, type Write } from './write';

type RecordWrite = Write<CreateStep>;

/** A sentence for each mapped value that its field does not take, told once. */
function noteUnsent({ notes, unsent }: RecordWrite, refused: RefusedField[] = []): void {
  for (const one of refused.filter(({ field }) => !unsent.has(field) && !NEEDED.has(field))) {
    unsent.add(one.field);
    notes.push(
      said('mend.out.badValue', { system: SYSTEM, name: fieldNames([one]), words: ` (${one.said})` }),
    );
  }
}

/** The body with what refusals made of its values. */
function mendedBody({ own, custom }: Body, { instead, known }: RecordWrite): Body {
  const body = { own: { ...own }, custom: { ...custom } };
  for (const [name, value] of instead) {
    const field = known.find(({ field_code }) => field_code === name);
    const part = name in custom || field?.is_custom_field ? body.custom : body.own;
    if (value === undefined) Reflect.deleteProperty(part, name);
    else part[name] = field && typeof value === 'string' ? customValue(field, value) : value;
  }
  return body;
}

async function sendOne(work: Work, write: RecordWrite, repeat: number): Promise<string> {
  const { step, ownerId, targets, existing, action } = write;
  const { kind } = step;
  const { codes, missing, why } = await ownCodes(work, kind);
  write.known = await fieldList(work.api, KINDS[kind].fields);
  const whole = bodyOf(step, ownerId, linkIds(targets, existing), codes, write.known);
  noteUnsent(write, whole.refused);
  const body = mendedBody(whole, write);
  write.values = { ...body.own, ...body.custom };
  write.custom = Object.keys(body.custom);
  write.whenMade =
    missing.length > 0
      ? said('pipedrive.lacking', {
          names: missing,
          object: KINDS[kind].object,
          why: why || said('pipedrive.addFields'),
        })
      : null;
  const made = await work.api.post<ApiRecord>(
    paths.collection(KINDS[kind].collection),
    jsonOf(kind, body),
    action,
    repeat,
  );
  return String(made.id);
}

/** Takes a record of ours away, because another one stands for it; a refusal is a note. */
async function takeAway(work: Work, { step, notes }: RecordWrite, id: string): Promise<void> {
  const path = paths.record(KINDS[step.kind].collection, id);
  try {
    await work.api.remove(path, said('doing.takeDoubleOf', { kind: said(`of.${step.kind}`) }));
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    notes.push(said('mend.double', { id, why: error.words.message }));
  }
}

/** Another worker made the same record: the one with the lowest id stays, ours is taken away. */
async function settled(work: Work, write: RecordWrite, id: string): Promise<Stands<Standing>> {
  const [first] = await standing(work, write.step, write.targets);
  if (!first || first.id === id) return { id, status: 'created' };
  await takeAway(work, write, id);
  return { id: first.id, status: 'alreadyThere', found: first };
}

/** After a request of unknown outcome: the record that stands; one of ours beside it is taken away. Null: none is there. */
async function readBack(work: Work, write: RecordWrite): Promise<Stands<Standing> | null> {
  const [first, ...others] = await standing(work, write.step, write.targets);
  if (!first) return null;
  // Whoever made the others for this call finds the first one too.
  for (const { id, ours } of others) if (ours) await takeAway(work, write, id);
  return { id: first.id, status: 'created' };
}

export interface Inserted extends Written {
  /** Another worker made it at the same moment for the same client: his owner counts for what is made after it. */
  settledOwner?: string | null;
}

/** True while somebody else may make the same record: then every insert is read back. */
export const careful = ({ api, settings }: Pick<Work, 'api' | 'settings'>): boolean =>
  settings.workers === 'several' || api.shared();

/** Fields that somebody deleted: ours are made again, others are named. */
const fieldsAnew = (work: Work): Remedy<RecordWrite> => ({
  costly: true,
  try: ({ step, custom }, error) =>
    error.kind === 'invalidField' ? refreshFields(work, step.kind, custom) : null,
});
/** A chosen stage that is gone is named. */
const chosenStage = (work: Work): Remedy<RecordWrite> => ({
  costly: true,
  async try({ step }, error) {
    if (error.kind !== 'invalidField') return null;
    await checkStage(work, step);
    return false;
  },
});

const writing = (work: Work): Writing<RecordWrite, Standing> => ({
  ...rulesOf(work),
  send: each((write, repeat) => sendOne(work, write, repeat)),
  readBack: standsOf((write) => readBack(work, write)),
  settle(write, id) {
    if (write.whenMade) write.notes.push(write.whenMade);
    return careful(work) ? settled(work, write, id) : Promise.resolve({ id, status: 'created' });
  },
  first: [fieldsAnew(work), chosenStage(work)],
  then: [relink(work, ({ entity }, { step }) => entity === 'contact' && step.kind !== 'company')],
});

/** Creates the record of the step with links to `targets`. Throws CrmError. */
export async function insertRecord(work: Work, step: CreateStep, targets: Target[]): Promise<Inserted> {
  const action = said('doing.createKind', { kind: said(`of.${step.kind}`) });
  const write = newWrite<CreateStep>(step, { targets, existing: work.existing, action });
  try {
    const written = await writeOne(writing(work), write);
    const { found } = written;
    const race = found && young(found.createdAt, work.api.clock.now());
    return race ? { ...written, settledOwner: found.ownerId } : written;
  } catch (error) {
    throw error instanceof CrmError ? withNames(work, step.kind, error) : error;
  }
}
