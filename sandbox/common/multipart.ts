/** Reads multipart/form-data (RFC 7578) as a vendor would, binary parts included. */

/** A file of a form. In JSON (request log, page) it is told by name and size, without its bytes. */
export class UploadedFile {
  constructor(
    readonly name: string,
    readonly contentType: string,
    readonly bytes: Buffer,
  ) {}
  toJSON(): { name: string; contentType: string; size: number } {
    return { name: this.name, contentType: this.contentType, size: this.bytes.length };
  }
}
export type FormParts = Record<string, string | UploadedFile>;

const HEAD_END = '\r\n\r\n';

function part(chunk: Buffer): [string, string | UploadedFile] | null {
  const end = chunk.indexOf(HEAD_END);
  if (end < 0) return null;
  const head = chunk.subarray(0, end).toString('utf8');
  const bytes = chunk.subarray(end + HEAD_END.length);
  const name = /\bname="([^"]*)"/i.exec(head)?.[1];
  if (!/^content-disposition: *form-data/im.test(head) || name === undefined) return null;
  const file = /\bfilename="([^"]*)"/i.exec(head)?.[1];
  if (file === undefined) return [name, bytes.toString('utf8')];
  const type = /^content-type: *([^\r\n;]+)/im.exec(head)?.[1]?.trim() ?? 'application/octet-stream';
  return [name, new UploadedFile(file, type, bytes)];
}

/** Takes the raw body and its content type; returns the parts by name, null when it is not well-formed. */
export function readMultipart(raw: Buffer, contentType: string): FormParts | null {
  const found = /\bboundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined) return null;
  const mark = Buffer.from(`--${boundary}`);
  const parts: FormParts = {};
  let at = raw.indexOf(mark);
  if (at < 0) return null;
  for (;;) {
    const start = at + mark.length;
    if (raw.subarray(start, start + 2).toString('latin1') === '--') return parts;
    const next = raw.indexOf(Buffer.concat([Buffer.from('\r\n'), mark]), start);
    if (next < 0) return null;
    const one = part(raw.subarray(start + 2, next));
    if (!one) return null;
    parts[one[0]] = one[1];
    at = next + 2;
  }
}
