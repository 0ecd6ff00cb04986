/** Parameters of the "Webhook forwarding" that Ringostat sends as HTTP headers (help 6475030). */
import standard from './standard-headers.json';
import { canonicalName } from './variables';

const STANDARD = new Set<string>(standard.names);
const isStandard = (name: string): boolean =>
  STANDARD.has(name) || standard.prefixes.some((prefix) => name.startsWith(prefix));

/**
 * Takes headers (lower-case names) and the user's key map; returns those that are variables of Ringostat under a name
 * that means nothing in HTTP. So neither a proxy nor a browser is taken for a caller, and no header of the way gets in.
 */
export function headerFields(
  headers: Record<string, string>,
  keyMap: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name, value]) => {
      return value.trim() !== '' && !isStandard(name) && canonicalName(name, keyMap) !== null;
    }),
  );
}
