/** Handles records that somebody deleted after they were found and before the plan was written: writes the rest without these links. */
import { said } from '../../text/said';
import type { HttpClient } from '../../http/types';
import { readComposite } from './composite';
import { paths } from './endpoints';
import { listOf, SYSTEM, zohoError } from './errors';
import { isIn } from './escape';
import { moduleOf, type Module } from './modules';
import type { Lookup, Part } from './parts';
import type { Remedy } from './remedy';
import { idOf } from './records';

type Known = Lookup & { ref: { id: string } };
const hasId = (lookup: Lookup): lookup is Known => 'id' in lookup.ref;

/** Which of the ids exist, "module id" each. Throws CrmError. */
async function existing(http: HttpClient, wanted: Map<Module, string[]>): Promise<Set<string>> {
  const modules = [...wanted.keys()];
  const answers = await readComposite(
    http,
    modules.map((module) => ({
      action: said('doing.read', { what: module }),
      request: {
        sub_request_id: module,
        method: 'POST',
        uri: paths.coql,
        body: {
          select_query: `select id from ${module} where ${isIn('id', wanted.get(module) ?? [])} limit 25`,
        },
      },
    })),
  );
  const found = answers.flatMap((answer, index) => {
    if (answer.kind === 'refused') throw answer.error;
    const rows = answer.kind === 'ok' ? listOf(answer.body.data) : [];
    return rows.map((row) => `${modules[index] ?? ''} ${idOf(row) ?? ''}`);
  });
  return new Set(found);
}

const REFERRING = /^(Who_Id|What_Id|Contact_Name|Account_Name|\$se_module)$/;

/** A part that Zoho refused because of a record it hangs on: its links to those that are left. */
export const relink: Remedy = async (error, part, { session }) => {
  const about = error.kind === 'notFound' || (error.field !== null && REFERRING.test(error.field));
  const known = part.lookups.filter(hasId);
  if (!about || known.length === 0) return null;
  const wanted = new Map<Module, string[]>();
  for (const { ref } of known) {
    const module = moduleOf(ref.entity);
    wanted.set(module, [...(wanted.get(module) ?? []), ref.id]);
  }
  const there = await existing(session.http, wanted);
  const gone = known.filter(({ ref }) => !there.has(`${moduleOf(ref.entity)} ${ref.id}`));
  if (gone.length === 0) return null;
  const names = gone.map(({ ref }) => `${moduleOf(ref.entity)} ${ref.id}`).join(', ');
  const left = part.lookups.filter((lookup) => !gone.some((one) => one === lookup));
  const remembered = gone.some(({ ref }) => 'remembered' in ref);
  // With nothing left to hang on, or when memory was wrong, a new look at the client is needed.
  if (!canDoWithout(part, left, gone) || remembered)
    throw zohoError(
      'notFound',
      said('zoho.gone', { names, action: part.action }),
      said('advice.lookUpAgain'),
      names,
    );
  return {
    part: { ...part, lookups: left },
    note: `No longer in ${SYSTEM} and therefore not linked: ${names}.`,
  };
};

function canDoWithout(part: Part, left: Lookup[], gone: Lookup[]): boolean {
  if (part.module === 'Contacts') return true;
  if (gone.some(({ field }) => field === 'Contact_Name')) return false;
  return left.length > 0;
}
