/** A trigger alone in a real host, and the events that came out of it. */
import { randomUUID } from 'node:crypto';
import type { INode } from 'n8n-workflow';
import type { RingostatEvent } from '../../../core/model/event';
import { PREFIX } from '../../../sandbox/demo/n8n';
import { SECRET } from '../../../sandbox/demo/people';
import type { FlowNode } from '../../../sandbox/hosts/node-red';
import type { N8nHost } from './n8n-host';
import type { NodeRedHost } from './node-red-host';

export interface Listening {
  url: string;
  /** Events passed on since the trigger was started, by call id. Waits until there are `count`. */
  events(count: number): Promise<Map<string, RingostatEvent>>;
}
export interface WaysHost {
  name: 'n8n' | 'node-red';
  /** A question is answered with the event it became, as JSON. */
  listen(receive: 'events' | 'routing', options?: Record<string, unknown>): Promise<Listening>;
  log(): string;
}
export const PROJECT_ID = '11111';
const byCall = (events: RingostatEvent[]): Map<string, RingostatEvent> =>
  new Map(events.map((event) => [event.callId ?? '', event]));

const node = (name: string, type: string, parameters: INode['parameters']): INode => ({
  id: randomUUID(),
  name,
  type,
  typeVersion: 1,
  position: [0, 0],
  parameters,
});
const link = (to: string): object => ({ main: [[{ node: to, type: 'main', index: 0 }]] });

export function n8nWays(host: () => N8nHost): WaysHost {
  return {
    name: 'n8n',
    log: () => host().n8n.log(),
    async listen(receive, options) {
      const { rest } = host().n8n;
      const data = { authKey: 'x', projectId: PROJECT_ID, webhookSecret: SECRET, baseUrl: '' };
      const trigger: INode = {
        ...node('In', `${PREFIX}ringostatTrigger`, {
          receive,
          events: ['incoming.ended'],
          ...(options ? { options: options as INode['parameters'] } : {}),
        }),
        webhookId: randomUUID(),
        credentials: { ringostatApi: await rest.addCredential('ringostatApi', data) },
      };
      const answer = node('Answer', 'n8n-nodes-base.respondToWebhook', {
        respondWith: 'json',
        responseBody: '={{ JSON.stringify($json.event) }}',
      });
      const id = await rest.importWorkflow({
        name: `Ways, ${receive}`,
        nodes: receive === 'routing' ? [trigger, answer] : [trigger],
        connections: (receive === 'routing' ? { In: link('Answer') } : {}) as never,
      });
      await rest.activate(id);
      return {
        url: await rest.webhookUrl(trigger),
        async events(count) {
          const runs = await rest.untilExecuted(id, count, 30_000);
          return byCall(
            runs.map(({ data: run }) => {
              const { resultData } = run as { resultData: { runData: Record<string, unknown[]> } };
              const [first] = resultData.runData['In'] as { data: { main: { json: unknown }[][] } }[];
              return (first?.data.main[0]?.[0]?.json as { event: RingostatEvent }).event;
            }),
          );
        },
      };
    },
  };
}

/** Texts of a message that hold the secret, wherever a flow or a debug node would find them; depth and circles bounded. */
const LEAKS = `
const found = [], seen = new Set();
const walk = (value, path, depth) => {
  if (typeof value === 'string' && value.includes(${JSON.stringify(SECRET.slice(0, 8))} + ${JSON.stringify(SECRET.slice(8))})) found.push(path);
  if (typeof value !== 'object' || value === null || seen.has(value) || depth > 8) return;
  seen.add(value);
  for (const key of Object.keys(value)) { let one; try { one = value[key]; } catch { continue; } walk(one, path + '.' + key, depth + 1); }
};
walk(msg, 'msg', 0);
walk(msg.res._res.req.url, 'url', 0); walk(msg.res._res.req.originalUrl, 'originalUrl', 0);
walk(msg.res._res.req.headers, 'headers', 0); walk(msg.res._res.req.query, 'query', 0);
msg.payload = { event: msg.payload.event, leaks: found };
return msg;`;

export function nodeRedWays(host: () => NodeRedHost): WaysHost {
  return {
    name: 'node-red',
    log: () => host().red.log(),
    async listen(receive) {
      const { red } = host();
      const on = (one: Partial<FlowNode> & { id: string; type: string }): FlowNode =>
        ({ z: 'ways', x: 100, y: 100, wires: [], ...one }) as FlowNode;
      const keep = 'global.set("ways", [...(global.get("ways") || []), msg.payload.event]); return null;';
      await red.deploy([
        { id: 'ways', type: 'tab', label: 'Ways' },
        {
          id: 'project',
          type: 'ringostat-project',
          version: 1,
          name: '',
          projectId: PROJECT_ID,
          baseUrl: '',
          timeZone: 'Europe/Kyiv',
          defaultCountry: 'UA',
          credentials: { secret: SECRET },
        },
        on({
          id: 'in',
          type: 'ringostat-trigger',
          version: 1,
          project: 'project',
          path: '/ways',
          receive,
          events: ['incoming.ended'],
          keyMap: [],
          secretIn: 'query',
          acceptWithoutSecret: false,
          ipList: '',
          answerType: 'plain',
          answerKey: 'direction',
          answerWithinMs: 3000,
          dropInternal: true,
          keepRaw: true,
          sizeCapKb: 256,
          maskNumbers: true,
          wires: [['work']],
        }),
        on({
          id: 'work',
          type: 'function',
          func: receive === 'routing' ? LEAKS : keep,
          outputs: 1,
          wires: [['out']],
        }),
        on({ id: 'out', type: 'http response' }),
        on({ id: 'read', type: 'http in', url: '/ways-seen', method: 'get', wires: [['give']] }),
        on({
          id: 'give',
          type: 'function',
          func: 'msg.payload = global.get("ways") || []; return msg;',
          outputs: 1,
          wires: [['out']],
        }),
      ]);
      const seen = async (): Promise<RingostatEvent[]> =>
        (await (await fetch(`${red.url}/ways-seen`)).json()) as RingostatEvent[];
      return {
        url: `${red.url}/ways`,
        async events(count) {
          await red.until(async () => (await seen()).length >= count, 20_000, `${count} events`);
          return byCall(await seen());
        },
      };
    },
  };
}
