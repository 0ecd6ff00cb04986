/** The recording as a file, for CRMs that store the sound itself (ProviderDeps.download). */
import type { RecordingFile } from '../crm/port';
import { CrmError } from '../http/errors';
import type { Transport } from '../http/types';
import { downloadRecording, isRecordingLink } from './recording';

/**
 * Takes a transport without any authentication; returns a fetcher of recordings. It gives null for a link that is not
 * https on a Ringostat host and for a recording that is not there or may not be had: the link in the text is then all
 * there is. Throws CrmError (rateLimited, temporary) when a later try may get it.
 */
export function recordingFetcher(files: Transport): (url: string) => Promise<RecordingFile | null> {
  return async (url) => {
    if (!isRecordingLink(url)) return null;
    try {
      const { bytes, contentType, fileName } = await downloadRecording(files, url);
      return { bytes, contentType, name: fileName };
    } catch (error) {
      const hopeless = ['notFound', 'notPermitted', 'permanent', 'invalidField'];
      if (error instanceof CrmError && hopeless.includes(error.kind)) return null;
      throw error;
    }
  };
}
