/** What the product asks Zoho to be allowed (docs/reference/zoho.md#addresses-data-centres-scopes); the same list in the credentials of both hosts. */
import data from './scopes.json';

export const SCOPES: readonly string[] = data;
/** As Zoho wants them in the authorization request. */
export const SCOPE_LIST = SCOPES.join(',');
