/** Reads settings and figures of a portal that not every edition or credential can read. */
import { CrmError } from '../../http/errors';
import type { HubSpotApi } from './api';
import type { Words } from '../../model/said';

type Json = Record<string, unknown>;
export const listOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);

/** Returns null if the portal's edition or the credential cannot read this. Throws when the credential is refused. */
export async function told(api: HubSpotApi, path: string, action: Words): Promise<Json | null> {
  try {
    return (await api.http.request({ method: 'GET', path }, { action })).body as Json;
  } catch (error) {
    if (error instanceof CrmError && (error.kind === 'notPermitted' || error.kind === 'notFound'))
      return null;
    throw error;
  }
}
