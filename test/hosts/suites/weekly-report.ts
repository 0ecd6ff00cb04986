/** The template "weekly report", of no CRM: counts the calls of the week before. */
import { DateTime } from 'luxon';
import { EMPLOYEES } from '../../../sandbox/demo/people';
import { startCompany } from '../kit/stage';
import type { TemplateHost } from '../kit/types';
import { fakeCall, missedCall } from '../kit/webhook';

const [OLENA] = EMPLOYEES;
/** A row per day, the page and the text. */
const HANDED_ON = 7 + 2;

export function weeklyReportTests(host: () => TemplateHost): void {
  test('the template "weekly report": page, text and rows of the calls of last week', async () => {
    const sandbox = await startCompany('hubspot');
    try {
      const monday = DateTime.now().setZone('Europe/Kyiv').startOf('week').minus({ weeks: 1 });
      const at = (hours: number) => ({ startedAt: monday.plus({ hours }).toMillis() });
      sandbox.ringostat.calls.push(
        fakeCall('380677650061', { employee: OLENA, ...at(10) }),
        { ...missedCall('380677650062'), ...at(34) },
        { ...missedCall('380677650063'), ...at(7 * 24 + 10) },
      );
      const flow = await (await host().enter(sandbox))('ringostat/weekly-report');
      await flow.runByHand(HANDED_ON);
      const traces = await host().traces();
      expect(traces).toContain('<h1>Report on calls</h1>');
      // n8n's database is read byte by byte: only plain letters are looked for, in short pieces.
      for (const told of ['Conversations 1', 'Missed 1', 'Talk 1 min 34 s', 'Still waiting 1'])
        expect([told, traces.includes(told)]).toEqual([told, true]);
      expect(traces).toContain(monday.plus({ days: 1 }).toISODate());
    } finally {
      await sandbox.close();
    }
  }, 60_000);
}
