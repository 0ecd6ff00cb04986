import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import type { NormaliseOptions } from '../../../core/event/options';
import type { RingostatEvent } from '../../../core/model/event';

export interface PayloadCase {
  name: string;
  event: string | null;
  form?: boolean;
  payload: Record<string, unknown>;
  expected: Partial<RingostatEvent>;
  variables?: Record<string, string>;
}
const FOLDER = join(__dirname, '../../fixtures/payloads');

/** All payload families with their cases: [family: name, case]. */
export const PAYLOADS: [string, PayloadCase][] = readdirSync(FOLDER)
  .filter((file) => /^P\d\.json$/.test(file))
  .sort()
  .flatMap((file) => {
    const { family, cases } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as {
      family: string;
      cases: PayloadCase[];
    };
    return cases.map((one): [string, PayloadCase] => [`${family}: ${one.name}`, one]);
  });

/** 26 July 2026, 12:00 in Kyiv. */
export const NOW = Date.UTC(2026, 6, 26, 9);
export const OPTIONS: NormaliseOptions = {
  timeZone: 'Europe/Kyiv',
  defaultCountry: 'UA',
  projectId: '11111',
  receivedAt: NOW,
};
