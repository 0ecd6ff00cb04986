import type { SandboxAnswer } from '../../common/types';
import { methodNotAllowed } from '../errors';
import { ORG_ID } from '../org-data';
import { collectionsApi } from './collections';
import { compositeApi } from './composite';
import { describeGlobal, picklistApi } from './describe';
import { queryApi } from './query';
import { rowsApi } from './rows';
import { searchApi } from './search';
import { toolingApi } from './tooling';
import type { ApiCall, ApiContext, ApiHandler } from './types';

/** Releases the org answers to, oldest and newest. */
const VERSIONS = { first: 50, last: 68 };
const SEASONS = ['Winter', 'Spring', 'Summer'];
/** v67.0 is Summer '26; three releases a year. */
const labelOf = (version: number): string => {
  const since = version - 65;
  return `${SEASONS[((since % 3) + 3) % 3]} '${26 + Math.floor(since / 3)}`;
};

export const versionsApi = (): SandboxAnswer => ({
  status: 200,
  body: Array.from({ length: VERSIONS.last - VERSIONS.first + 1 }, (_, index) => {
    const version = VERSIONS.first + index;
    return { label: labelOf(version), url: `/services/data/v${version}.0`, version: `${version}.0` };
  }),
});
export function isVersion(text: string): boolean {
  const [, major] = /^v(\d+)\.0$/.exec(text) ?? [];
  return major !== undefined && Number(major) >= VERSIONS.first && Number(major) <= VERSIONS.last;
}

const RESOURCES = [
  'sobjects',
  'query',
  'queryAll',
  'search',
  'parameterizedSearch',
  'composite',
  'tooling',
  'limits',
  'ui-api',
];
/** The address of the identity tells who asks. */
const resources = (version: string, { session }: ApiContext): SandboxAnswer => ({
  status: 200,
  body: {
    ...Object.fromEntries(RESOURCES.map((name) => [name, `/services/data/${version}/${name}`])),
    identity: `https://login.salesforce.com/id/${ORG_ID}/${session.userId}`,
  },
});
function limitsApi({ usage }: ApiContext): SandboxAnswer {
  const { used, max } = usage();
  return { status: 200, body: { DailyApiRequests: { Max: max, Remaining: Math.max(0, max - used) } } };
}

/** Everything under /services/data/vXX.0; also what a composite runs for its parts. Null: no such resource. */
export const api: ApiHandler = (context: ApiContext, call: ApiCall) => {
  if (!isVersion(call.version)) return null;
  const [area = '', second] = call.path;
  switch (area.toLowerCase()) {
    case '':
      return resources(call.version, context);
    case 'limits':
      return limitsApi(context);
    case 'query':
    case 'queryall':
      return queryApi(context, call);
    case 'search':
    case 'parameterizedsearch':
      return searchApi(context, call);
    case 'tooling':
      return toolingApi(context, call);
    case 'ui-api':
      return picklistApi(context, call);
    case 'sobjects':
      return second === undefined ? describeGlobal(context, call) : rowsApi(context, call);
    case 'composite':
      if (second === 'sobjects') return collectionsApi(context, call);
      if (second !== undefined) return null;
      if (call.method !== 'POST') throw methodNotAllowed(call.method);
      return compositeApi(context, call, api);
    default:
      return null;
  }
};
