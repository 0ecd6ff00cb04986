/** What the code relies on that no vendor's description holds: read from one file of rows per vendor. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Vendor } from '../spec-files';

export interface EvidenceRow {
  /** What the vendor does. */
  behaviour: string;
  /** Public client, recording or vendor's page, in words; or NO_EVIDENCE. */
  evidence: string;
  /** Step of docs/first-day/<vendor>.md that settles it with a live account; null where nothing is left to settle. */
  settles: number | null;
  /** "test/….test.ts › title of the test" or, for test/scenarios/core.test.ts, "… › id of the scenario". */
  test: string;
  /** Codes, patterns and exceptions (see relied.ts) that this row stands for; absent: it stands for none. */
  covers?: string[];
}
export const NO_EVIDENCE = 'none: only a live account can settle';

export const VENDORS: Vendor[] = ['hubspot', 'salesforce', 'zoho', 'nethunt', 'pipedrive'];

/** Takes a vendor; returns its rows in the order of the file. */
export function readEvidence(vendor: Vendor): EvidenceRow[] {
  return JSON.parse(readFileSync(join(__dirname, `${vendor}.json`), 'utf8')) as EvidenceRow[];
}
