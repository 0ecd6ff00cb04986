// `npm run conformance -- zoho [more jest options]`: every scenario of a CRM through the product's chain, without a host.
import { spawnSync } from 'node:child_process';
import { ensureRoot, root } from './engines.mjs';

const [crm = '', ...rest] = process.argv.slice(2).map(String);
const named = crm !== '' && !crm.startsWith('-');
await ensureRoot();
const { status } = spawnSync(
  'npx',
  ['jest', 'test/scenarios/core', ...(named ? rest : process.argv.slice(2))],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...(named ? { CRM: crm } : {}) },
  },
);
process.exit(status ?? 1);
