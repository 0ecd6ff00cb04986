import { UploadedFile } from '../../common/multipart';
import { badJson } from '../errors';
import { asObject } from '../write/read-values';
import type { ApiCall } from './types';

/** Larger files come as a form: the record as JSON in its first part, the bytes in a part of the field's name. */
export function bodyOf({ body, headers }: ApiCall): unknown {
  if (!(headers['content-type'] ?? '').includes('multipart/form-data')) return body;
  const { entity_content: text, ...parts } = asObject(body) ?? {};
  if (typeof text !== 'string') throw badJson('The part entity_content is missing.');
  const files = Object.entries(parts).filter(
    (entry): entry is [string, UploadedFile] => entry[1] instanceof UploadedFile,
  );
  const record = asObject(JSON.parse(text) as unknown) ?? {};
  return {
    ...record,
    ...Object.fromEntries(files.map(([name, { bytes }]) => [name, bytes.toString('base64')])),
  };
}
