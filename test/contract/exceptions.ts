import type { Exchange } from '../../sandbox/common/types';
import { HUBSPOT_ADDITIONS } from './exceptions/hubspot';
import { NETHUNT_ADDITIONS, NETHUNT_EXCEPTIONS } from './exceptions/nethunt';
import { PIPEDRIVE_ADDITIONS, PIPEDRIVE_CORRECTIONS, PIPEDRIVE_EXCEPTIONS } from './exceptions/pipedrive';
import { ZOHO_CORRECTIONS, ZOHO_EXCEPTIONS } from './exceptions/zoho';
import { SALESFORCE_ADDITIONS, SALESFORCE_CORRECTIONS } from './exceptions/salesforce';
import { salesforceParts } from './exceptions/salesforce-parts';
import { ZOHO_ADDITIONS } from './exceptions/zoho-accounts';
import { zohoParts } from './exceptions/zoho-parts';
import type { SpecFile, Vendor } from './spec-files';

/** Where a vendor's description is known to be wrong or silent. Each exception is named, so that a use can be found. */
export interface Exception {
  name: string;
  why: string;
  /** Path template the exception is for. */
  path: RegExp;
  /** One that the file does not describe for the operation. */
  status: number;
  /** Status whose schema holds instead; null = the body is not described anywhere and is not checked. */
  readAs: number | null;
}

/** A mistake of a description in the form of bodies or paths: gives the exchange as the description would have it. */
export interface Correction {
  name: string;
  why: string;
  /** Paths it is for, as earlier corrections left them. */
  path: RegExp;
  apply: (exchange: Exchange) => Exchange;
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
  pipedrive: PIPEDRIVE_EXCEPTIONS,
  zoho: ZOHO_EXCEPTIONS,
};

/** Operations the vendor has that no file describes, described by us; each file says why. */
export const ADDITIONS: Partial<Record<Vendor, SpecFile[]>> = {
  hubspot: HUBSPOT_ADDITIONS,
  nethunt: NETHUNT_ADDITIONS,
  pipedrive: PIPEDRIVE_ADDITIONS,
  salesforce: SALESFORCE_ADDITIONS,
  zoho: ZOHO_ADDITIONS,
};

/** Applied in order before an exchange is checked. */
export const CORRECTIONS: Partial<Record<Vendor, Correction[]>> = {
  pipedrive: PIPEDRIVE_CORRECTIONS,
  salesforce: SALESFORCE_CORRECTIONS,
  zoho: ZOHO_CORRECTIONS,
};

/** Exchanges inside one exchange, to be checked like any other. */
export const PARTS: Partial<Record<Vendor, (exchange: Exchange) => Exchange[]>> = {
  salesforce: salesforceParts,
  zoho: zohoParts,
};
