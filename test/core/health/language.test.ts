import { ok } from '../../../core/crm/engine/findings';
import type { CrmProvider } from '../../../core/crm/port';
import { checkFlow } from '../../../core/health/check-flow';
import { DEFAULT_OPTIONS } from '../../../core/matrix/default-options';
import { presets } from '../../../core/matrix/presets';
import type { Language } from '../../../core/model/plan';
import { said } from '../../../core/text/said';
import { LANGUAGES } from '../../../core/text/text';

const provider = {
  crm: 'hubspot',
  label: 'HubSpot',
  health: () => Promise.resolve([ok('token', said('health.readable', { what: 'deals' }))]),
  users: () => Promise.resolve([]),
  pipelines: () => Promise.resolve([]),
  describe: () => Promise.resolve(null),
} as unknown as CrmProvider;

const findings = (language: Language): ReturnType<typeof checkFlow> =>
  checkFlow(provider, {
    users: ['77'],
    tables: [{ table: presets.hubspot.rows, preset: 'hubspot', options: { ...DEFAULT_OPTIONS, language } }],
    settings: [],
    usersTrouble: { readAt: null, fault: '500' },
    staffTrouble: null,
  });

test('findings are in the language of the table, those of the CRM too', async () => {
  const all = await Promise.all(LANGUAGES.map(findings));
  expect(all.map((found) => found.map(({ code }) => code))).toEqual(
    LANGUAGES.map(() => ['token', 'uses.oldUsers', 'uses.user']),
  );
  const [en, ...others] = all;
  for (const told of others)
    for (const [at, { message, advice }] of told.entries()) {
      expect(message).not.toBe(en![at]!.message);
      if (advice !== null) expect(advice).not.toBe(en![at]!.advice);
    }
  expect(JSON.stringify(all)).not.toContain('words');
});
