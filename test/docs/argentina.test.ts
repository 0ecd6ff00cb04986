/** docs/crms.md: Argentina's 15 in the middle of a number is found everywhere but in NetHunt. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CRM_NAMES } from '../../core/model/crm-names';
import type { CrmId } from '../../core/model/plan';
import { openCore } from '../scenarios/hosts/core';
import type { Scenario } from '../scenarios/types';
import { createWorld } from '../scenarios/world';

/** As dialled at home: trunk zero, area, 15, number. */
const STORED = '011 15-2345-6789';
const CALLER = '5491123456789';
const anyCrm: Scenario = { id: 'argentina', title: '', run: () => Promise.resolve() };

test('the page says so', () => {
  const page = readFileSync(join(__dirname, '../../docs/crms.md'), 'utf8');
  expect(page).toContain("Argentina's `15` in the middle of a number is found everywhere but in NetHunt.");
});

test.each(Object.keys(CRM_NAMES) as CrmId[])('%s', async (crm) => {
  const world = createWorld(await openCore(), crm, anyCrm);
  try {
    await world.setup({ defaultCountry: 'AR' });
    const known = world.lab.seed('contact', { phone: STORED });
    await world.send(world.call({ client: CALLER }), 'ended');
    const { contacts, leads } = await world.view();
    const found = contacts.length === 1 && contacts[0]?.id === known && leads.length === 0;
    expect(found).toBe(crm !== 'nethunt');
    expect(world.violations()).toEqual([]);
  } finally {
    await world.end();
  }
});
