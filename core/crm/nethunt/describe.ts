/** What the key may write to a folder. NetHunt tells the names of fields, API v2 numbers and dates too. Writes nothing. */
import { said, worded } from '../../text/said';
import type { ObjectDescription, Right, WrittenObject } from '../port';
import { FOLDER_WORDS, kindOf, type Kind } from './kinds';
import type { Layout } from './layout';

/** Takes ids of the folders the key may write to; true when the kind's folder is one. */
export function rightTo(layout: Layout, kind: Kind, writable: { id: string }[]): Right {
  const id = layout.folderNow(kind);
  if (writable.some((folder) => folder.id === id)) return true;
  const records = said(`nethunt.records.${kind}`);
  return worded(said('nethunt.rights', { records }), said('nethunt.rights.advice', { records }));
}

/** As CrmProvider.describe; null also for call records that are lines of a timeline. Throws CrmError. */
export async function describeFolder(
  layout: Layout,
  object: WrittenObject,
): Promise<ObjectDescription | null> {
  const kind = object === 'callRecord' || object === 'task' ? object : kindOf(object);
  if (!kind || (kind === 'callRecord' && layout.settings.calls === 'timeline')) return null;
  const [fields, writable] = await Promise.all([layout.relearn(kind), layout.api.folders('writable')]);
  return {
    label: FOLDER_WORDS[kind],
    creatable: rightTo(layout, kind, writable),
    fields: fields.map(({ name, takes }) => ({
      name,
      label: name,
      writable: true,
      required: false,
      options: null,
      takes,
      maxLength: null,
    })),
    besides: new Set(),
  };
}
