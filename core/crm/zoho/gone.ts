/** Handles records that somebody deleted after they were found and before the plan was written: writes the rest without these links. */
import { said } from '../../text/said';
import type { HttpClient } from '../../http/types';
import { readComposite } from './composite';
import { paths } from './endpoints';
import { noteGone } from '../engine/gone';
import { listOf, SYSTEM } from './errors';
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
  const left = part.lookups.filter((lookup) => !gone.some((one) => one === lookup));
  // With nothing left to hang on, a new look at the client is needed.
  noteGone(part, {
    system: SYSTEM,
    gone: gone.map(({ ref }) => ({
      name: `${moduleOf(ref.entity)} ${ref.id}`,
      remembered: 'remembered' in ref,
    })),
    enough: canDoWithout(part, left, gone),
  });
  return { part: { ...part, lookups: left }, note: null };
};

function canDoWithout(part: Part, left: Lookup[], gone: Lookup[]): boolean {
  if (part.module === 'Contacts') return true;
  if (gone.some(({ field }) => field === 'Contact_Name')) return false;
  return left.length > 0;
}
