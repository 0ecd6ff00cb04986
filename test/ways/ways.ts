/**
 * Every way Ringostat, its users and site forms send a set of fields: method × data type × how it is labelled × nested and
 * repeated names. Whatever the way, the event is the one of the plain JSON.
 */
import { multipart, typed, type ContentType, type Way } from './request';

export type Fields = Record<string, string>;
type Pairs = [string, string][];
const BODY_METHODS = ['POST', 'PUT'];

/** As written in an address or a form. */
const written = (pairs: Pairs): string =>
  pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
const half = (fields: Fields): [Pairs, Pairs] => {
  const pairs = Object.entries(fields);
  // The id stays outside, as in Ringostat's own nested samples.
  return [pairs.slice(0, 2), pairs.slice(2)];
};
const nested = (fields: Fields, container: string): Pairs => {
  const [outer, inner] = half(fields);
  return [...outer, ...inner.map(([name, value]): [string, string] => [`${container}[${name}]`, value])];
};
/** Each name twice. Whether the unreadable value comes first or last, the readable one counts. */
const doubled = (fields: Fields, again: (value: string) => [string, string]): Pairs =>
  Object.entries(fields).flatMap(([name, value]) =>
    again(value).map((text): [string, string] => [name, text]),
  );
const EMPTY_FIRST = (value: string): [string, string] => ['', value];
const OTHER_LAST = (value: string): [string, string] => [value, `${value}9`];

/** Texts of a body by what they are. */
function bodies(fields: Fields): Record<string, string> {
  const json = JSON.stringify(fields);
  const pairs = Object.entries(fields);
  const [outer, inner] = half(fields);
  const braced = pairs.map(([name, value]): [string, string] => [`{{${name}}}`, value]);
  return {
    JSON: json,
    'JSON with a byte order mark': `\ufeff${json}`,
    'a list of one': `[${json}]`,
    'JSON-RPC': JSON.stringify({ jsonrpc: '2.0', method: 'call', id: null, params: fields }),
    'JSON-RPC with a list': JSON.stringify({ jsonrpc: '2.0', method: 'call', id: null, params: [fields] }),
    'JSON in JSON': JSON.stringify(json),
    'nested JSON': JSON.stringify({
      ...Object.fromEntries(outer),
      additional_call_data: Object.fromEntries(inner),
    }),
    'a form': written(pairs),
    'a nested form': written(nested(fields, 'additional_call_data')),
    'a nested form, brackets as they are': nested(fields, 'extraFields')
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&'),
    'a form with each name twice, empty first': written(doubled(fields, EMPTY_FIRST)),
    'a form with each name twice, another last': written(doubled(fields, OTHER_LAST)),
    'a form of names in braces': written(braced),
    'a form of names in braces, as they are': braced
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&'),
    'JSON behind the escapes of a form': `${encodeURIComponent(json)}=`,
  };
}

/** Labels each body is sent under: its own, none, a wrong one. */
function labels(name: string): ContentType[] {
  return name.includes('form')
    ? ['form', 'formUtf8', 'none', 'text', 'json']
    : ['json', 'jsonUtf8', 'none', 'textUtf8', 'form', 'octets'];
}

/** Takes flat fields, the first two of which tell which call it is; returns every way to send them. */
export function waysOf(fields: Fields): Way[] {
  const pairs = Object.entries(fields);
  const texts = Object.entries(bodies(fields));
  const byQuery = ['GET', ...BODY_METHODS].flatMap((method) =>
    Object.entries({
      'the query': written(pairs),
      'a query nested in additional_call_data': written(nested(fields, 'additional_call_data')),
      'a query nested in extraFields, brackets as they are': nested(fields, 'extraFields')
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
        .join('&'),
      'a query with each name twice, empty first': written(doubled(fields, EMPTY_FIRST)),
      'a query with each name twice, another last': written(doubled(fields, OTHER_LAST)),
      'a query of names in braces': written(pairs.map(([name, value]) => [`{{${name}}}`, value])),
    }).map(([name, query]): Way => ({
      name: `${method}, ${name}, no body`,
      method,
      query,
      headers: {},
      body: null,
    })),
  );
  const byBody = texts.flatMap(([name, text], index) =>
    labels(name).map((type, at): Way => {
      // Every pair of body and label is sent; the methods take turns, as the body alone decides how it is read.
      const method = BODY_METHODS[(index + at) % BODY_METHODS.length] ?? 'POST';
      const headers = typed(type);
      return {
        name: `${method}, ${name}, labelled ${type}`,
        method,
        query: '',
        headers,
        body: Buffer.from(text),
      };
    }),
  );
  const parts = {
    'a multipart form': pairs,
    'a nested multipart form': nested(fields, 'additional_call_data'),
    'a multipart form with each name twice, empty first': doubled(fields, EMPTY_FIRST),
    'a multipart form with each name twice, another last': doubled(fields, OTHER_LAST),
  };
  const byParts = Object.entries(parts).flatMap(([name, list], at) => {
    const method = BODY_METHODS[at % BODY_METHODS.length] ?? 'POST';
    const { headers, body } = multipart(list);
    const way: Way = { name: `${method}, ${name}`, method, query: '', headers, body };
    return at > 0 ? [way] : [way, { ...way, name: `${way.name}, not labelled`, headers: {} }];
  });
  const getWithBody: Way = {
    name: 'GET, JSON',
    method: 'GET',
    query: '',
    headers: typed('json'),
    body: Buffer.from(JSON.stringify(fields)),
  };
  return [...byQuery, ...byBody, ...byParts, getWithBody];
}

/** What no reader can make fields of: 400 and a sentence. */
export function unreadable(fields: Fields): (Way & { says: RegExp })[] {
  const json = JSON.stringify(fields);
  const of = (name: string, type: ContentType, text: string, says: RegExp): Way & { says: RegExp } => ({
    name: `${name}, labelled ${type}`,
    method: 'POST',
    query: '',
    headers: typed(type),
    body: Buffer.from(text),
    says,
  });
  return [
    ...(['json', 'none', 'form', 'text'] as const).map((type) =>
      of('cut JSON', type, json.slice(0, -9), /not valid JSON/),
    ),
    of('two calls', 'json', `[${json},${json}]`, /list of 2/),
    of('an empty list', 'json', '[]', /list of 0/),
    of('a number', 'json', '12', /not an object/),
    of('XML', 'xml', '<call><caller>1</caller></call>', /neither form fields nor JSON/),
    of('prose', 'text', 'somebody has called', /neither form fields nor JSON/),
    of('an empty object', 'json', '{}', /no fields/),
    of('an empty form', 'form', '', /no fields/),
    {
      name: 'multipart without a part',
      method: 'POST',
      query: '',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: Buffer.from('--x--\r\n'),
      says: /no fields/,
    },
    { name: 'GET, nothing', method: 'GET', query: '', headers: {}, body: null, says: /no fields/ },
    { name: 'PUT, nothing', method: 'PUT', query: '', headers: {}, body: null, says: /no fields/ },
  ];
}

/** Methods that are not listened to. */
export const OTHER_METHODS = ['DELETE', 'PATCH', 'HEAD'];
