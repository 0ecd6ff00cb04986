/** Item 7 of issue 4 in the hosts: every case of the corpus once in each, the CRMs in turn. */
import type { Host } from '../scenarios/types';
import { CRMS, worldsIn } from './kit';
import { CASES, evil, openEvil } from './corpus-run';

beforeAll(openEvil);
afterAll(() => evil.close());

describe.each<Host>(['n8n', 'node-red'])(`${CASES.length} hostile inputs in %s`, (host) => {
  const { inWorld } = worldsIn(host);
  test.each(CASES.map((one, index) => [CRMS[index % CRMS.length]!, one.id, one] as const))(
    '%s: %s',
    (crm, _, { run }) => inWorld(crm, run),
    60_000,
  );
});
