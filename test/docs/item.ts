/** One item as it leaves HubSpot Upsert, made by the core as the four nodes call it. */
import { applyPlan } from '../../core/apply/apply-plan';
import { createRecentMemory } from '../../core/apply/recent';
import { hubspot } from '../../core/crm/hubspot';
import { receiveWebhook } from '../../core/event/receive';
import { createHttpClient } from '../../core/http/client';
import type { Transport } from '../../core/http/types';
import { applyMatrix } from '../../core/matrix/apply-matrix';
import { DEFAULT_OPTIONS } from '../../core/matrix/presets';
import { CARD_ORDER, findResponsible } from '../../core/routing/find-responsible';
import { withSummary } from '../../core/summary/summary';
import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import { fetchTransport, jumpingClock, OURS } from '../core/crm/hubspot/kit';
import { REQUEST, SETTINGS } from '../core/event/settings';
import { noSettings } from '../core/apply/kit';
import { NOW, team, type Scene } from './scenes';

/** Sends one request after the other, so that records get their ids in the same order on every run. */
function oneByOne(transport: Transport): Transport {
  let last: Promise<unknown> = Promise.resolve();
  return (request) => {
    const answer = last.then(() => transport(request));
    last = answer.catch(() => undefined);
    return answer;
  };
}

/** Takes the scene and a name for its account; returns the item as plain JSON. */
export async function itemOf(scene: Scene, account: string): Promise<Record<string, unknown>> {
  const portal = await startFakeHubSpot({ limits: false, properties: OURS, clock: { now: () => NOW } });
  try {
    scene.seed?.(portal);
    const clock = jumpingClock(NOW);
    const http = createHttpClient({
      transport: oneByOne(fetchTransport(portal.token)),
      clock,
      random: () => 0.5,
      system: hubspot.label,
      baseUrl: portal.url,
      classify: hubspot.classify,
      limits: { ...hubspot.limits, accountKey: account },
    });
    const provider = hubspot.create({ http, clock, baseUrl: portal.url });
    // As after the node's lists were opened once: records have links.
    await provider.users();
    const request = {
      ...REQUEST,
      query: { ...REQUEST.query, event: scene.event },
      body: JSON.stringify(scene.payload),
    };
    const { event, body } = receiveWebhook(request, SETTINGS, NOW);
    if (!event) throw new Error(`the trigger passed nothing on: ${JSON.stringify(body)}`);
    const memory = createRecentMemory(clock);
    const card = await findResponsible(
      {
        event,
        team,
        order: CARD_ORDER,
        several: 'newestActivity',
        closedDeals: true,
        language: 'en',
        memory,
        accountKey: account,
        requests: () => http.requests,
      },
      provider,
    );
    const plan = applyMatrix({
      event,
      card,
      table: scene.table,
      preset: 'hubspot',
      callRecordIsTask: false,
      options: DEFAULT_OPTIONS,
    });
    const outcome = await applyPlan(
      {
        plan,
        event,
        client: card.client,
        settings: noSettings,
        dryRun: false,
        memory,
        accountKey: account,
      },
      provider,
      clock,
    );
    return JSON.parse(JSON.stringify(withSummary({ event, ...card, plan, outcome }))) as Record<
      string,
      unknown
    >;
  } finally {
    await portal.close();
  }
}
