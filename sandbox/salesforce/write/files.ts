import type { Org } from '../org';
import type { Row, Values } from '../types';

/** What becomes of a stored version: its document, and the link to the record it is published at. */
export function publish(org: Org, version: Row): void {
  const { Title, PathOnClient, VersionData, ContentUrl, OwnerId, FirstPublishLocationId } = version.values;
  const path = String(PathOnClient ?? '');
  const extension = /\.(\w+)$/.exec(path)?.[1] ?? null;
  const size = VersionData ? Buffer.from(String(VersionData), 'base64').byteLength : 0;
  const shown: Values = {
    Title: Title ?? (path.replace(/\.\w+$/, '') || null),
    FileExtension: extension,
    FileType: ContentUrl ? 'LINK' : (extension ?? 'UNKNOWN').toUpperCase(),
    ContentSize: size,
  };
  const document = org.insert('ContentDocument', {
    ...shown,
    OwnerId: OwnerId ?? null,
    LatestPublishedVersionId: version.id,
  });
  Object.assign(version.values, shown, { ContentDocumentId: document.id, IsLatest: true });
  for (const id of new Set([OwnerId, FirstPublishLocationId]))
    if (id)
      org.insert('ContentDocumentLink', {
        LinkedEntityId: id,
        ContentDocumentId: document.id,
        ShareType: 'V',
        Visibility: 'AllUsers',
      });
}
