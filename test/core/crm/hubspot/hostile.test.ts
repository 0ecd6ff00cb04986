import { callStep, contactStep, dealStep, startKit, statuses, taskStep, type Kit } from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit();
});
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});
/** HubSpot's longest text. */
const LONGEST = 65_536;

test('long hostile texts: the HTML that HubSpot gets is short enough and not cut inside an entity', async () => {
  const body = '<&"\'>'.repeat(12_000);
  const call = callStep({ links: [] });
  const task = taskStep('responsible', 'open', []);
  const outcomes = await kit.provider.apply(
    [
      { ...call, values: { ...call.values, body, recordings: ['https://app.ringostat.com/recordings/1'] } },
      { ...task, values: { ...task.values, body, subject: `${'x'.repeat(253)}😀😀` } },
    ],
    [],
  );
  expect(statuses(outcomes)).toEqual({ callRecord: 'created', 'task.responsible': 'created' });
  for (const html of [
    kit.fake.records('calls')[0]?.properties.hs_call_body ?? '',
    kit.fake.records('tasks')[0]?.properties.hs_task_body ?? '',
  ]) {
    expect(html.length).toBeLessThanOrEqual(LONGEST);
    expect(html.length).toBeGreaterThan(50_000);
    expect(html.replace(/&(amp|lt|gt|quot|#39);/g, '').replace(/<br>|<a [^>]*>|<\/a>/g, '')).not.toMatch(
      /[<>&"']/,
    );
  }
  expect(kit.fake.records('calls')[0]?.properties.hs_call_body).toContain(
    'https://app.ringostat.com/recordings/1',
  );
  // No half of a character pair.
  expect(kit.fake.records('tasks')[0]?.properties.hs_task_subject).not.toMatch(
    /[\ud800-\udbff](?![\udc00-\udfff])/,
  );
});

test('a mapped form field longer than HubSpot takes costs nobody the client', async () => {
  const steps = [contactStep({ fields: { jobtitle: 'x'.repeat(100_000) } }), dealStep()];
  expect(statuses(await kit.provider.apply(steps, []))).toEqual({ contact: 'created', deal: 'created' });
  expect(kit.fake.records('contacts')[0]?.properties.jobtitle).toHaveLength(LONGEST);
});
