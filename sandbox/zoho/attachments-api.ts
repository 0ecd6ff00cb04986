import type { SandboxAnswer, SandboxRequest } from '../common/types';
import { asObject, invalidData, invalidId, missingParam } from './errors';
import type { Org } from './org';
import { timeOf } from './render';
import type { ZohoModule } from './types';

/** POST (a link by `attachmentUrl`, or a multipart file) and GET {module}/{id}/Attachments. */
export function attachmentsApi(
  org: Org,
  module: ZohoModule,
  recordId: string,
  request: SandboxRequest,
): SandboxAnswer | null {
  if (!org.find(module, recordId)) throw invalidId(recordId);
  const list = org.attachments.get(recordId) ?? [];
  if (request.method === 'GET') {
    if (list.length === 0) return { status: 204 };
    const data = list.map(({ id, title, url }) => ({ id, File_Name: title, $link_url: url }));
    return { status: 200, body: { data } };
  }
  if (request.method !== 'POST') return null;
  const { url, title } = uploaded(request);
  if (url === null && title === null) throw missingParam('file');
  if (url !== null && !/^https?:\/\//.test(url))
    throw invalidData('invalid data', { api_name: 'attachmentUrl' });
  const id = org.freeId();
  org.attachments.set(recordId, [...list, { id, title: title ?? url ?? '', url }]);
  const by = { name: org.me.name, id: org.me.id };
  const now = timeOf(org, org.clock.now());
  const details = { Modified_Time: now, Modified_By: by, Created_Time: now, id, Created_By: by };
  const message = 'attachment uploaded successfully';
  return { status: 200, body: { data: [{ code: 'SUCCESS', details, message, status: 'success' }] } };
}
function uploaded({ query, body }: SandboxRequest): { url: string | null; title: string | null } {
  const form = asObject(body);
  const text = typeof body === 'string' ? body : '';
  const part = /name="attachmentUrl"\r\n\r\n([^\r\n]+)/.exec(text)?.[1];
  const url = query.get('attachmentUrl') ?? form['attachmentUrl'] ?? part ?? null;
  const file = /name="file"; filename="([^"]+)"/.exec(text)?.[1];
  const title = query.get('title') ?? form['title'] ?? file ?? null;
  return { url: url === null ? null : String(url), title: title === null ? null : String(title) };
}
