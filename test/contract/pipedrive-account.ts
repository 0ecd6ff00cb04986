import { startFakePipedrive } from '../../sandbox/pipedrive/server';
import type { FakePipedrive } from '../../sandbox/pipedrive/types';

export const OAUTH = { clientId: 'client', clientSecret: 'secret', refreshToken: 'refresh' };
/** Of `utm_source` in deals, leads and persons. */
export const CODE = '5f1c0de4a7b9e2c3d4f5061728394a5b6c7d8e9f';

export interface SeededAccount {
  fake: FakePipedrive;
  person: string;
  organization: string;
  deal: string;
  lead: string;
}

/** An account without limits: a person of an organization, with an open deal and a lead. */
export async function startSeeded(): Promise<SeededAccount> {
  const field = { name: 'utm_source', code: CODE };
  const fake = await startFakePipedrive({
    limits: false,
    oauth: OAUTH,
    fields: { deal: [field], person: [field], organization: [{ name: 'Phone', type: 'phone' }] },
  });
  const organization = fake.seed.organization({ name: 'Firm', owner_id: 777 });
  const phones = [{ value: '067 123-45-67', primary: true, label: 'work' }];
  const person = fake.seed.person({ name: 'Olena K', phones, org_id: Number(organization), owner_id: 777 });
  const links = { person_id: Number(person), owner_id: 777 };
  const place = { stage_id: 2, pipeline_id: 1 };
  const deal = fake.seed.deal({ title: 'Deal', ...links, ...place, custom_fields: { [CODE]: 'google' } });
  const lead = fake.seed.lead({ title: 'Lead', ...links, custom_fields: { [CODE]: 'bing' } });
  return { fake, person, organization, deal, lead };
}
