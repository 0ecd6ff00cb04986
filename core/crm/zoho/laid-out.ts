/**
 * What a new record's layout loses of ours: learnt before the write where the record names its layout, and after it where Zoho
 * kept no key. Our fields are added to the layout; where that is refused, a note says what to do by hand (keyless.ts does the rest).
 */
import { CrmError } from '../../http/errors';
import type { Words } from '../../model/said';
import { paths } from './endpoints';
import { asJson, SYSTEM, textOf } from './errors';
import type { Session } from './find';
import { layOut } from './lay-out';
import { lackingIn, layoutAdvice, readLayouts, type Layout, type LayoutField } from './layouts';
import type { Module } from './modules';
import { isAttribution } from './own-fields';
import type { Part } from './parts';
import { said } from '../../text/said';

/**
 * The layout that a record names, else the first one; null when it is not known. Asked once in ten minutes. Throws CrmError
 * only when the credential is refused: without the right to read layouts nothing is known of them.
 */
async function layoutOf({ http, book }: Session, module: Module, id: string): Promise<Layout | null> {
  let known = book.layouts(module);
  if (!known) {
    try {
      known = await readLayouts(http, module);
    } catch (error) {
      if (!(error instanceof CrmError) || error.kind === 'credentialRefused') throw error;
      known = [];
    }
    book.noteLayouts(module, known);
  }
  return (id === '' ? known[0] : known.find((layout) => layout.id === id)) ?? null;
}

/** What of the names the layout still lacks after the product's fields were added to it, once in ten minutes. */
async function lostIn({ http, book }: Session, module: Module, layout: Layout): Promise<string[]> {
  const lacking = lackingIn(module, layout);
  if (lacking.length === 0 || book.triedLayout(layout.id)) return lacking;
  book.noteLayoutTry(layout.id);
  const left = (await layOut(http, module, layout, lacking))?.fields ?? [];
  const added = lacking
    .filter((name) => !left.includes(name))
    .map((name): [string, LayoutField] => [name, { required: false, values: null }]);
  const known = { ...layout, fields: new Map([...(layout.fields ?? []), ...added]) };
  const all = book.layouts(module) ?? [];
  book.noteLayouts(
    module,
    all.map((one) => (one.id === layout.id ? known : one)),
  );
  return left;
}

function noteOf({ name: layout }: Layout, { module }: Part, names: string[]): Words {
  const keys = names.some((field) => !isAttribution(field));
  const advice = layoutAdvice(module);
  return said(keys ? 'zoho.layoutLosesKeys' : 'zoho.layoutLoses', { layout, names, system: SYSTEM, advice });
}

const namedLayout = ({ values: { Layout: given } }: Part): string =>
  textOf(asJson(given).id) || textOf(given);

/**
 * Takes a new record's part; returns it with its layout and what of ours that loses, and a note of it. The first layout, which
 * goes unnamed, is looked at only once it is known to lose something (`looked`).
 */
export async function laidOut(session: Session, part: Part, looked = false): Promise<Part> {
  const id = namedLayout(part);
  if (part.id !== null || part.layout?.id === id) return part;
  if (!id && !looked && session.book.layouts(part.module) === null) return part;
  const layout = await layoutOf(session, part.module, id);
  const lacking = layout ? await lostIn(session, part.module, layout) : [];
  const lost = lacking.filter((name) => name in part.values);
  const notes = layout && lost.length > 0 ? [...part.notes, noteOf(layout, part, lost)] : part.notes;
  return { ...part, layout: { id, lost }, notes };
}

/** A record just written. */
export interface Fresh {
  part: Part;
  id: string;
}

/** The records' values of these fields, now that the layout has them. Throws CrmError. */
async function setLost({ http }: Session, module: Module, those: Fresh[], names: string[]): Promise<void> {
  const data = those.map(({ part: { values }, id }) => ({
    id,
    ...(Object.fromEntries(
      names.filter((name) => name in values).map((name) => [name, values[name]]),
    ) as Record<string, unknown>),
  }));
  const request = { method: 'PUT', path: paths.records(module), json: { data } } as const;
  await http.request(request, { action: said('doing.setFields', { of: module }), idempotent: true });
}

/**
 * Takes records just written of which Zoho kept no key; adds our fields to their layout and sets them. Returns the parts as they
 * have to be told of, by part id. Throws CrmError.
 */
export async function regained(session: Session, lost: Fresh[]): Promise<Map<string, Part>> {
  const found = new Map<string, Part>();
  for (const module of new Set(lost.map(({ part }) => part.module))) {
    const those = lost.filter(({ part }) => part.module === module);
    const layout = await layoutOf(session, module, those[0] ? namedLayout(those[0].part) : '');
    const lacked = layout ? lackingIn(module, layout) : [];
    if (!layout || lacked.length === 0) continue;
    const mended = (await lostIn(session, module, layout)).length === 0;
    if (mended) await setLost(session, module, those, lacked);
    for (const { part } of those) {
      const note = said('zoho.laidOut', { layout: layout.name, names: lacked });
      found.set(
        part.ref,
        mended ? { ...part, notes: [...part.notes, note] } : await laidOut(session, part, true),
      );
    }
  }
  return found;
}
