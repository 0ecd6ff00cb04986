/**
 * Puts fields of ours into layouts that lack them, so that Zoho stores their values. Zoho describes it for custom layouts; where
 * it is refused, a person has to do it.
 */
import { CrmError } from '../../http/errors';
import type { HttpClient } from '../../http/types';
import { chunks } from '../engine/chunks';
import { readFieldList } from './book';
import { paths } from './endpoints';
import { lackingIn, readLayouts, type Layout } from './layouts';
import type { Module } from './modules';
import { said } from '../../text/said';

/** Fields that one request may change. */
const BATCH_MAX = 5;

/** What a layout still lacks, and why. */
export interface NotLaidOut {
  layout: string;
  fields: string[];
  reason: string;
}

async function add(http: HttpClient, module: Module, layout: Layout, ids: string[]): Promise<void> {
  for (const some of chunks(ids, BATCH_MAX)) {
    const sections = [{ id: layout.section, fields: some.map((id) => ({ id })) }];
    const json = { layouts: [{ sections }] };
    const request = { method: 'PATCH', path: paths.layout(layout.id), query: { module }, json } as const;
    await http.request(request, { action: said('doing.addToLayout', { of: module }), idempotent: true });
  }
}

/**
 * Takes a layout; adds those of our fields that the module has and the layout lacks. Returns what it still lacks of `names`,
 * null when nothing. Throws CrmError only when the credential is refused.
 */
export async function layOut(
  http: HttpClient,
  module: Module,
  layout: Layout,
  names = lackingIn(module, layout),
): Promise<NotLaidOut | null> {
  const still = (reason: string, fields = names): NotLaidOut => ({ layout: layout.name, fields, reason });
  if (names.length === 0) return null;
  if (layout.section === null) return still('Zoho does not tell its sections.');
  try {
    const all = new Map((await readFieldList(http, module, 'all')).map(({ api_name, id }) => [api_name, id]));
    const ids = names.flatMap((name) => all.get(name) ?? []);
    await add(http, module, layout, ids);
    const absent = names.filter((name) => !all.has(name));
    return absent.length === 0 ? null : still('The module lacks it too.', absent);
  } catch (error) {
    if (!(error instanceof CrmError) || error.kind === 'credentialRefused') throw error;
    return still(`${error.message} ${error.advice}`);
  }
}

/** The same for all layouts of a module, of the fields that it has. */
export async function layOutAll(
  http: HttpClient,
  module: Module,
  there: ReadonlySet<string>,
): Promise<NotLaidOut[]> {
  const found: NotLaidOut[] = [];
  try {
    for (const layout of await readLayouts(http, module)) {
      const names = lackingIn(module, layout).filter((name) => there.has(name));
      const still = await layOut(http, module, layout, names);
      if (still) found.push(still);
    }
  } catch (error) {
    // Without the right to read layouts nothing is known of them.
    if (!(error instanceof CrmError) || error.kind === 'credentialRefused') throw error;
  }
  return found;
}
