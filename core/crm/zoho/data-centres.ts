/** Zoho's data centres (docs/reference/zoho.md#addresses-data-centres-scopes): an account lives in exactly one, and its grants are good only there. */
import data from './data-centres.json';

export interface DataCentre {
  id: string;
  label: string;
  /** Hosts of sign-in, API and pages. */
  accounts: string;
  api: string;
  pages: string;
}
export const DATA_CENTRES: readonly DataCentre[] = data;
export const DEFAULT_DATA_CENTRE = 'us';

/** Takes the id of the credential's field; an unknown one counts as the default. */
export function dataCentre(id: string | undefined): DataCentre {
  const found = DATA_CENTRES.find((centre) => centre.id === id) ?? DATA_CENTRES[0];
  if (!found) throw new Error('data-centres.json is empty');
  return found;
}

const hostOf = (url: string): string => {
  try {
    return new URL(url).hostname;
  } catch {
    return '';
  }
};
/** Environments beside production. */
const ENVIRONMENTS = /^(www|sandbox|developer)\./;

/** The data centre whose API (production, sandbox or developer) the base URL is; null for another host. */
export function centreOfApi(baseUrl: string): DataCentre | null {
  const host = hostOf(baseUrl);
  if (!ENVIRONMENTS.test(host)) return null;
  const production = host.replace(ENVIRONMENTS, 'www.');
  return DATA_CENTRES.find(({ api }) => api === production) ?? null;
}
