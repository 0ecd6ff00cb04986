/** Files and what the Tooling API keeps of custom fields. */
import type { ObjectText } from './types';

export const FILES: ObjectText[] = [
  {
    name: 'ContentVersion',
    prefix: '068',
    fields: `
ContentDocumentId reference(ContentDocument) create rel=ContentDocument
IsLatest boolean ro
ContentUrl url(1300)
Title string(255)
Description textarea(1000)
PathOnClient string(500) create
VersionData base64
ContentSize int ro
FileType string(20) ro
FileExtension string(40) ro
FirstPublishLocationId reference(Account|Contact|Lead|Opportunity|Task|User) create
Origin picklist create
OwnerId reference(User) rel=Owner`,
  },
  {
    name: 'ContentDocument',
    prefix: '069',
    setup: true,
    fields: `
Title string(255)
FileType string(20)
FileExtension string(40)
ContentSize int
OwnerId reference(User) rel=Owner
LatestPublishedVersionId reference(ContentVersion) rel=LatestPublishedVersion`,
  },
  {
    name: 'ContentDocumentLink',
    prefix: '06A',
    fields: `
LinkedEntityId reference(Account|Contact|Lead|Opportunity|Task|User) required create rel=LinkedEntity
ContentDocumentId reference(ContentDocument) required create rel=ContentDocument
ShareType picklist
Visibility picklist`,
  },
];
