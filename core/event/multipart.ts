/** Forms as multipart/form-data (RFC 7578). Files are left out: no field of a call or a form is one. */

const MAX_HEADER = 2000;
/** RFC 2046 allows 70; some senders use more. */
const MAX_BOUNDARY = 200;

/** Takes the body and its content type; returns the line that divides its parts, or null when it is no multipart body. */
export function boundaryOf(text: string, contentType: string): string | null {
  const told = /boundary="?([^";,\s]{1,200})/i.exec(contentType)?.[1];
  if (told !== undefined && /multipart\//i.test(contentType)) return `--${told}`;
  // Sent without its content type, as a few form plug-ins do.
  const line = text.slice(0, MAX_BOUNDARY).split('\n', 1)[0]?.trimEnd() ?? '';
  const next = text.slice(line.length, line.length + 60).trimStart();
  return line.startsWith('--') && /^content-disposition: *form-data/i.test(next) ? line : null;
}

/** Name and value of one part; null for a file, and for what is no field. */
function fieldOf(part: string): [string, string] | null {
  const end = /\r?\n\r?\n/.exec(part.slice(0, MAX_HEADER));
  if (!end) return null;
  const headers = part.slice(0, end.index);
  const name =
    /[;\s]name="([^"]{0,200})"/i.exec(headers)?.[1] ?? /[;\s]name=([^;\s"]{1,200})/i.exec(headers)?.[1];
  if (name === undefined || /[;\s]filename\*?=/i.test(headers)) return null;
  return [name, part.slice(end.index + end[0].length).replace(/\r?\n$/, '')];
}

/** Takes the body and the line that divides its parts; returns names and values in order. */
export function readMultipart(text: string, boundary: string): [string, string][] {
  return text
    .split(boundary)
    .slice(1)
    .filter((part) => !part.startsWith('--'))
    .flatMap((part) => {
      const field = fieldOf(part.replace(/^\r?\n/, ''));
      return field ? [field] : [];
    });
}
