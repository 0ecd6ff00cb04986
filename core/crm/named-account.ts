/** Adds the name of the account to errors about a refused credential, because a flow may have several accounts. */
import { said } from '../text/said';
import { CrmError } from '../http/errors';

/** Takes where the account is kept, such as 'credential "Main" in n8n'; returns what puts that into the advice of a refused credential. */
export function namingAccount(where: string): (error: CrmError) => CrmError {
  return (error) => {
    if (error.kind !== 'credentialRefused') return error;
    const { kind, system, status, code, subject, words } = error;
    const { message } = words;
    const advice = said('advice.openAccount', { where, advice: words.advice });
    return new CrmError({ kind, system, message, advice, status, code, subject, cause: error });
  };
}
