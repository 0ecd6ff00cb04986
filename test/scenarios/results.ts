/** Where a run leaves one record per scenario, CRM and host, for `npm run scenarios` and the closing count. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from './types';

export interface ScenarioResult {
  id: string;
  title: string;
  crm: string;
  host: Host;
  status: 'passed' | 'failed';
  /** HTTP requests of the event the budget speaks of; null when the scenario names no budget. */
  requests: number | null;
  budget: number | null;
}
export const resultsFile = join(__dirname, '../../.cache/scenarios.jsonl');

export function record(result: ScenarioResult): void {
  mkdirSync(join(__dirname, '../../.cache'), { recursive: true });
  appendFileSync(resultsFile, `${JSON.stringify(result)}\n`);
}
