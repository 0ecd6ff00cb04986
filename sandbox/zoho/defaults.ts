import type { DataCentre, Edition, FakeLayout, FakeStage, FakeUser, ZohoLimits } from './types';

export const DEFAULT_USERS: FakeUser[] = [
  { id: '4876876000000225013', name: 'Olena', email: 'olena@example.com', active: true },
  { id: '4876876000000225014', name: 'Ivan', email: 'ivan@example.com', active: true },
  { id: '4876876000000225015', name: 'Lev', email: 'lev@example.com', active: false },
];
const stages = (base: number, open: string[]): FakeStage[] => [
  ...open.map((name, index): FakeStage => ({ id: `48768760000000${base + index}`, name, type: 'Open' })),
  { id: `48768760000000${base + 8}`, name: 'Closed Won', type: 'Closed Won' },
  { id: `48768760000000${base + 9}`, name: 'Closed Lost', type: 'Closed Lost' },
];
export const DEFAULT_DEAL_LAYOUTS: FakeLayout[] = [
  {
    id: '4876876000000091023',
    name: 'Standard',
    pipelines: [
      {
        id: '4876876000000092001',
        name: 'Standard (Standard)',
        stages: stages(93_000, ['Qualification', 'Needs Analysis', 'Proposal/Price Quote']),
      },
    ],
  },
];
/** Layouts of modules other than Deals: one each. */
export const PLAIN_LAYOUT_IDS = {
  Leads: '4876876000000091055',
  Contacts: '4876876000000091033',
  Accounts: '4876876000000091011',
  Tasks: '4876876000000091073',
  Calls: '4876876000000091075',
};

/** docs/reference/zoho.md#refusals-and-limits for an organisation of ten users. */
export const EDITION_LIMITS: Record<Edition, ZohoLimits> = {
  free: { credits: 5000, concurrency: 5 },
  standard: { credits: 52_500, concurrency: 10 },
  professional: { credits: 55_000, concurrency: 15 },
  enterprise: { credits: 60_000, concurrency: 20 },
  ultimate: { credits: 70_000, concurrency: 25 },
};
/** Custom fields a module may have. */
export const CUSTOM_FIELDS: Record<Edition, number> = {
  free: 0,
  standard: 10,
  professional: 155,
  enterprise: 300,
  ultimate: 500,
};
/** [accounts host, API host] */
export const HOSTS: Record<DataCentre, [string, string]> = {
  us: ['accounts.zoho.com', 'www.zohoapis.com'],
  eu: ['accounts.zoho.eu', 'www.zohoapis.eu'],
  uk: ['accounts.zoho.uk', 'www.zohoapis.uk'],
  in: ['accounts.zoho.in', 'www.zohoapis.in'],
  au: ['accounts.zoho.com.au', 'www.zohoapis.com.au'],
  jp: ['accounts.zoho.jp', 'www.zohoapis.jp'],
  cn: ['accounts.zoho.com.cn', 'www.zohoapis.com.cn'],
  ca: ['accounts.zohocloud.ca', 'www.zohoapis.ca'],
  sa: ['accounts.zoho.sa', 'www.zohoapis.sa'],
  ae: ['accounts.zoho.ae', 'www.zohoapis.ae'],
};
