/** Every template of every CRM, in a host that is started once. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CRMS, entered, startStage } from '../kit/stage';
import type { Stage, TemplateHost } from '../kit/types';
import { analysedTests } from './analysed';
import { attributionTests } from './attribution';
import { callsTests } from './calls';
import { extraTests } from './extras';
import { forwardingTests } from './forwarding';
import { missedDeskTests } from './missed-desk';
import { replayTests } from './replay';
import { weeklyReportTests } from './weekly-report';

/** The template whose answers are timed. */
const RINGING = 'smart-forwarding.json';

/** `part`: a host that has to be quiet while answers are timed runs that template in a file of its own. */
export function templateTests(
  host: () => TemplateHost,
  folder: 'n8n' | 'node-red',
  part: 'all' | 'ringing' | 'others' = 'all',
): void {
  const runs = (template: string): boolean =>
    part === 'all' || (part === 'ringing') === (template === RINGING);
  if (part !== 'ringing') weeklyReportTests(host);
  describe.each(CRMS)('%s', (crm) => {
    let stage: Stage;
    const published = new Set<string>();
    beforeAll(async () => {
      const started = await startStage(crm, host());
      const publish: Stage['publish'] = (template, choices) => {
        published.add(`${template}.json`);
        return started.publish(template, choices);
      };
      stage = { ...started, publish };
    }, 60_000);
    afterAll(() => stage?.end());

    if (part !== 'others') forwardingTests(() => stage);
    if (part !== 'ringing') {
      callsTests(() => stage);
      analysedTests(() => stage);
      missedDeskTests(() => stage);
      attributionTests(() => stage);
      replayTests(() => stage);
      extraTests(crm, () => stage);
    }

    test('every template of this part was run, and every request kept to the CRM’s description', () => {
      const templates = join(__dirname, '../../../workflows-templates', folder, crm);
      expect([...published].sort()).toEqual(readdirSync(templates).filter(runs).sort());
      expect(stage.violations()).toEqual([]);
    });
  });
}

/** Runs last: what the host keeps and prints after everything above. `trace` is in it, or nothing would be searched. */
export function secretsTest(host: () => TemplateHost, trace = 'ua0_-1763700000.'): void {
  test('no secret in what the host keeps of runs or prints', async () => {
    const traces = await host().traces();
    expect(traces.includes(trace)).toBe(true);
    expect(Object.keys(entered).length).toBeGreaterThan(CRMS.length);
    for (const [about, secret] of Object.entries(entered))
      expect([about, traces.includes(secret)]).toEqual([about, false]);
  }, 30_000);
}
