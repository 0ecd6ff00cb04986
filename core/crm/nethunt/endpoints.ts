/** Paths of the one public API (docs/reference/nethunt.md#endpoints-used). It has no versions. */
export const DEFAULT_BASE_URL = 'https://nethunt.com/api/v1/zapier';

const part = (id: string): string => encodeURIComponent(id);

export const paths = {
  whoAmI: '/triggers/auth-test',
  readableFolders: '/triggers/readable-folder',
  writableFolders: '/triggers/writable-folder',
  fields: (folderId: string) => `/triggers/folder-field/${part(folderId)}`,
  find: (folderId: string) => `/searches/find-record/${part(folderId)}`,
  newRecords: (folderId: string) => `/triggers/new-record/${part(folderId)}`,
  updatedRecords: (folderId: string) => `/triggers/updated-record/${part(folderId)}`,
  newCallLogs: (folderId: string) => `/triggers/new-call-log/${part(folderId)}`,
  create: (folderId: string) => `/actions/create-record/${part(folderId)}`,
  update: (recordId: string) => `/actions/update-record/${part(recordId)}`,
  remove: (recordId: string) => `/actions/delete-record/${part(recordId)}`,
  callLog: (recordId: string) => `/actions/create-call-log/${part(recordId)}`,
};
