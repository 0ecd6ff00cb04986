import type { SandboxAnswer, SandboxRequest } from '../common/types';
import { invalid, notFound } from './errors';
import type { ApiContext } from './objects-api';
import type { Portal } from './portal';
import type { FakeOwner, FakePipeline, HubSpotType } from './types';

/** When the portal was made; owners and pipelines date from then. */
const FOUNDED = '2025-01-01T00:00:00.000Z';
const MAX_OWNERS = 500;

function renderPipeline({ id, label, stages }: FakePipeline, displayOrder: number): unknown {
  const dates = { createdAt: FOUNDED, updatedAt: FOUNDED, archived: false };
  return {
    id,
    label,
    displayOrder,
    ...dates,
    stages: stages.map((stage, order) => ({
      ...stage,
      displayOrder: order,
      writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
      ...dates,
    })),
  };
}

/** Answers `/crm/pipelines/{version}/{type}` and `/{pipelineId}`. */
export function pipelinesApi(portal: Portal, type: HubSpotType, id: string | undefined): SandboxAnswer {
  const all = portal.pipelines(type);
  if (id === undefined) return { status: 200, body: { results: all.map(renderPipeline) } };
  const found = all.find((pipeline) => pipeline.id === id);
  if (!found) throw notFound(`No pipeline ${id}.`);
  return { status: 200, body: renderPipeline(found, all.indexOf(found)) };
}

function renderOwner({ archived, userId, ...owner }: FakeOwner): unknown {
  // An inactive owner has no user id any more.
  const user = archived ? { userIdIncludingInactive: userId } : { userId, userIdIncludingInactive: userId };
  return { ...owner, ...user, type: 'PERSON', archived, createdAt: FOUNDED, updatedAt: FOUNDED };
}

/** Answers `/crm/owners/{version}` (paged, active or archived) and `/{ownerId}`. */
export function ownersApi(portal: Portal, id: string | undefined, { query }: SandboxRequest): SandboxAnswer {
  const archived = query.get('archived') === 'true';
  if (id !== undefined) {
    const byUser = query.get('idProperty') === 'userId';
    const owner = portal.owners.find(
      (row) => (byUser ? String(row.userId) : row.id) === id && row.archived === archived,
    );
    if (!owner) throw notFound(`No owner ${id}.`);
    return { status: 200, body: renderOwner(owner) };
  }
  const limit = Number(query.get('limit') ?? 100);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_OWNERS)
    throw invalid(`limit must be from 1 to ${MAX_OWNERS}.`);
  const email = query.get('email');
  const rows = portal.owners.filter((row) => row.archived === archived && (!email || row.email === email));
  const after = query.get('after');
  const from = after === null ? 0 : Number(Buffer.from(after, 'base64').toString('utf8'));
  if (!Number.isInteger(from)) throw invalid('after is not a paging cursor.');
  const end = from + limit;
  const next =
    end < rows.length ? { paging: { next: { after: Buffer.from(String(end)).toString('base64') } } } : {};
  return { status: 200, body: { results: rows.slice(from, end).map(renderOwner), ...next } };
}

/** Type ids as the limits name them. */
const TYPE_IDS: Partial<Record<HubSpotType, string>> = {
  contacts: '0-1',
  companies: '0-2',
  deals: '0-3',
  tasks: '0-27',
  calls: '0-48',
};
/** Custom properties of a type in the larger editions. */
const PROPERTY_LIMIT = 1000;

/** Requests a day of an account's private apps, by its subscription. */
export const DAILY_LIMIT = 650_000;
const DAY_MS = 86_400_000;

/** Answers `/account-info/{version}/api-usage/daily/private-apps`. */
export function dailyUsage({ portal, usedToday }: ApiContext): SandboxAnswer {
  const now = portal.clock.now();
  const result = {
    name: 'private-apps-api-calls-daily',
    usageLimit: DAILY_LIMIT,
    currentUsage: usedToday(),
    collectedAt: new Date(now).toISOString(),
    fetchStatus: 'SUCCESS',
    resetsAt: new Date(now + DAY_MS).toISOString(),
  };
  return { status: 200, body: { results: [result] } };
}

/** Answers `/crm/limits/{version}/custom-properties`. */
export function propertyLimits({ portal, propertyRoom }: ApiContext): SandboxAnswer {
  const byObjectType = Object.entries(TYPE_IDS).map(([type, objectTypeId]) => {
    const usage = [...portal.defs(type as HubSpotType).values()].filter(({ standard }) => !standard).length;
    const limit = propertyRoom() === null ? PROPERTY_LIMIT : usage + (propertyRoom() ?? 0);
    const labels = { singularLabel: type.replace(/s$/, ''), pluralLabel: type };
    return { objectTypeId, ...labels, limit, usage, percentage: (100 * usage) / Math.max(1, limit) };
  });
  const overallUsage = byObjectType.reduce((sum, { usage }) => sum + usage, 0);
  const overallLimit = PROPERTY_LIMIT * byObjectType.length;
  const overallPercentage = (100 * overallUsage) / overallLimit;
  return { status: 200, body: { byObjectType, overallLimit, overallUsage, overallPercentage } };
}

/** Answers `/account-info/{version}/details`. */
export function accountDetails(): SandboxAnswer {
  return {
    status: 200,
    body: {
      portalId: 147000000,
      accountType: 'STANDARD',
      timeZone: 'Europe/Kyiv',
      companyCurrency: 'UAH',
      additionalCurrencies: [],
      utcOffset: '+02:00',
      utcOffsetMilliseconds: 7_200_000,
      uiDomain: 'app-eu1.hubspot.com',
      dataHostingLocation: 'eu1',
    },
  };
}
