/** docs/crms.md and what the pages of the CRMs have in common. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CRM_NAMES } from '../../core/model/crm-names';
import type { CrmId } from '../../core/model/plan';
import type { ErrorKind } from '../../core/model/outcome';
import { code, expectAccounts } from './crm-page';
import { expectPart, markdownTable } from './parts';

const KINDS: Record<ErrorKind, string> = {
  credentialRefused: 'the key or grant is not accepted: connect it again',
  notPermitted: 'a right, scope or licence is missing',
  notFound: 'the record, folder or stage is gone',
  invalidField: 'a value or field does not fit; the field is named',
  alreadyExists: 'the record is there, with its id where the CRM tells it',
  rateLimited: 'a limit is reached',
  temporary: 'the CRM is down or busy',
  permanent: 'the CRM refuses for a reason of its own, which the message tells',
  outcomeUnknown: 'no answer came, and the record could not be looked up: run the item again',
};

test('docs/crms.md: kinds of errors', () => {
  const rows = Object.entries(KINDS).map(([kind, meaning]) => [code(kind), meaning]);
  expectPart('crms.md', 'kinds', markdownTable(['kind', 'what it means'], rows));
});

test.each(Object.keys(CRM_NAMES) as CrmId[])('docs/%s.md: there, with its ways to sign in', (crm) => {
  const page = readFileSync(join(__dirname, `../../docs/${crm}.md`), 'utf8');
  expect(page.split('\n')[0]).toBe(`# ${CRM_NAMES[crm]}: what the nodes read and write`);
  expect(page).toContain('(crms.md)');
  for (const host of ['n8n', 'node-red']) expect(page).toContain(`](images/${host}/${crm}.png)`);
  expectAccounts(crm);
});
