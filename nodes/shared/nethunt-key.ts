/** How a NetHunt credential signs a request: its two APIs have keys of their own. */
import { providers } from '../../core/crm/registry';
import { kindOf, valuesOf } from './base-url';
import { signInOf } from './sign-ins';

/** Takes the credential's values; returns the header fields that sign a request. */
export function netHuntHeaders(credential: Record<string, unknown>): Record<string, string> {
  const [factory, signIn] = [providers['nethunt'], signInOf('nethunt', 'apiKey')];
  const kind = factory && signIn ? kindOf(factory, signIn, credential) : undefined;
  return kind?.sign?.(valuesOf(credential)) ?? {};
}
