import { NETHUNT_ADDITIONS, NETHUNT_EXCEPTIONS } from './exceptions/nethunt';
import type { SpecFile, Vendor } from './spec-files';

/** Where a vendor's description is known to be wrong or silent. Each exception is named, so that a use can be found. */
export interface Exception {
  name: string;
  why: string;
  /** Path template the exception is for. */
  path: RegExp;
  status: number;
  /** Status whose schema holds instead; null = the body is not described anywhere and is not checked. */
  readAs: number | null;
}

export const HUBSPOT_EXCEPTIONS: Exception[] = [
  {
    name: 'hubspot-batch-207-as-200',
    why: 'A batch with failures answers 207, which the files do not list; its shape is that of the full success.',
    path: /\/batch\/(read|update|upsert|associate\/default)$|^\/crm\/properties\/.*\/batch\/create$/,
    status: 207,
    readAs: 200,
  },
  {
    name: 'hubspot-batch-create-207-as-201',
    why: 'The same for a batch create, whose success is 201.',
    path: /^\/crm\/objects\/.*\/batch\/create$/,
    status: 207,
    readAs: 201,
  },
  {
    name: 'hubspot-token-answer',
    why: 'The files describe only the failure of the token endpoint.',
    path: /^\/oauth\/2026-09\/token$/,
    status: 200,
    readAs: null,
  },
];

export const EXCEPTIONS: Partial<Record<Vendor, Exception[]>> = {
  hubspot: HUBSPOT_EXCEPTIONS,
  nethunt: NETHUNT_EXCEPTIONS,
};

/** Operations the vendor has that no file describes, described by us; each file says why. */
export const ADDITIONS: Partial<Record<Vendor, SpecFile[]>> = { nethunt: NETHUNT_ADDITIONS };
