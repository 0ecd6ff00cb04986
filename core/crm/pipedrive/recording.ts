/** The recording in the call log, so that it plays in Pipedrive; the link stays in the note whatever happens to the file. */
import type { Words } from '../../model/said';
import { CrmError } from '../../http/errors';
import { multipart } from '../../http/multipart';
import type { RecordingFile } from '../port';
import { paths } from './endpoints';
import type { Work } from './work';
import { said } from '../../text/said';

/** A file that cannot be had, for whatever reason, leaves the link. */
async function fileOf({ download }: Work, links: string[]): Promise<RecordingFile | null> {
  for (const link of links) {
    try {
      const file = await download?.(link);
      if (file && file.bytes.length > 0) return file;
    } catch {
      // The next link, or none: the note has them all.
    }
  }
  return null;
}

export interface Uploaded {
  /** The call log has a recording now. */
  recorded: boolean;
  /** What a person should know. */
  note: Words | null;
}
const NO: Uploaded = { recorded: false, note: null };

/** Uploads the first recording that can be had into the call log. Never throws CrmError. */
export async function uploadRecording(work: Work, logId: string, links: string[]): Promise<Uploaded> {
  if (!work.settings.uploadRecordings || !work.download || links.length === 0) return NO;
  const file = await fileOf(work, links);
  if (!file) return { recorded: false, note: 'The recording could not be fetched; its link is in the note.' };
  const { name, contentType, bytes } = file;
  const raw = multipart([{ field: 'file', fileName: name, contentType, bytes }]);
  try {
    await work.api.send(
      { method: 'POST', path: paths.recordings(logId), raw },
      // A second upload is refused with 409, so repeating is harmless.
      { action: said('doing.upload'), idempotent: true },
    );
    return { recorded: true, note: null };
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    if (error.kind === 'alreadyExists') return { recorded: true, note: null };
    return {
      recorded: false,
      note: `The recording could not be uploaded (${error.message}); its link is in the note.`,
    };
  }
}
