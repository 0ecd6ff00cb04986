/** Item 7 of issue 4 without a host: every case of the corpus against every CRM. */
import { CRMS, worldsIn } from './kit';
import { CASES, evil, openEvil } from './corpus-run';

const { inWorld } = worldsIn('core');
beforeAll(openEvil);
afterAll(() => evil.close());

describe.each(CRMS)(`${CASES.length} hostile inputs in core, %s`, (crm) => {
  test.each(CASES.map((one) => [one.id, one] as const))('%s', (_, { run }) => inWorld(crm, run), 30_000);
});
