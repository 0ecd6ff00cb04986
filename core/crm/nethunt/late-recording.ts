/** Adds recordings that became available after the call record was written. Only empty fields are filled. */
import type { CallRecordStep } from '../../model/plan';
import type { ApiRecord } from './port';
import { textOf, textsOf } from './records';
import type { Work } from './work';
import { said } from '../../text/said';

/** Adds the links the record does not show; true when something was added. Throws CrmError. */
export async function addRecordings(work: Work, step: CallRecordStep, found: ApiRecord): Promise<boolean> {
  const { layout } = work;
  const { recordings } = step.values;
  if (recordings.length === 0) return false;
  // Whatever link is there was put there on purpose.
  if (textOf(layout.valueOf(found, 'callRecord', 'recording'))) return false;
  const shown = Object.values(found.fields).flatMap(textsOf).join('\n');
  const absent = recordings.filter((link) => !shown.includes(link));
  if (absent.length === 0 && layout.nameOf('callRecord', 'recording') === null) return false;
  // The record tells only filled fields, so the field's name comes from the folder.
  const own = layout.nameOf('callRecord', 'recording');
  const text = layout.nameOf('callRecord', 'description');
  const before = textOf(layout.valueOf(found, 'callRecord', 'description')) ?? '';
  const action =
    own !== null
      ? { [own]: { add: recordings.join('\n') } }
      : text !== null
        ? { [text]: { overwrite: true, add: [before, ...absent].filter(Boolean).join('\n') } }
        : null;
  if (action === null) return false;
  await layout.api.update(await layout.place('callRecord'), found.id, action, said('doing.addRecording'));
  return true;
}
