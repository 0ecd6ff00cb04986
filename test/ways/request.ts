/** One HTTP request to a trigger, byte for byte. */
export interface WayRequest {
  method: string;
  /** What follows the trigger's own parameters in the query, as sent; empty: nothing. */
  query: string;
  headers: Record<string, string>;
  body: Buffer | null;
}
export interface Way extends WayRequest {
  name: string;
}

const FORM = 'application/x-www-form-urlencoded';
export const TYPES = {
  json: 'application/json',
  jsonUtf8: 'Application/JSON; charset=utf-8',
  form: FORM,
  formUtf8: `${FORM}; charset=UTF-8`,
  text: 'text/plain',
  textUtf8: 'text/plain;charset=UTF-8',
  octets: 'application/octet-stream',
  xml: 'text/xml',
  none: null,
};
export type ContentType = keyof typeof TYPES;

export const typed = (type: ContentType): Record<string, string> => {
  const text = TYPES[type];
  return text === null ? {} : { 'content-type': text };
};

const BOUNDARY = '----ringostatFormBoundary7MA4YWxk';
/** A multipart/form-data body, with a file among its parts. */
export function multipart(pairs: [string, string][]): Pick<WayRequest, 'headers' | 'body'> {
  const part = (disposition: string, value: string): string =>
    `--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${value}\r\n`;
  const parts = pairs.map(([name, value]) => part(`name="${name}"`, value));
  const file = part('name="photo"; filename="me.txt"', 'caller=1&--not a boundary');
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: Buffer.from(`${[...parts.slice(0, 1), file, ...parts.slice(1)].join('')}--${BOUNDARY}--\r\n`),
  };
}
