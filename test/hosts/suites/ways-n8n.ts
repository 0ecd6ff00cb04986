/** The addresses of n8n's trigger with the secret in the path, and workflows saved by 0.1.0. */
import { randomUUID } from 'node:crypto';
import type { INode } from 'n8n-workflow';
import { PREFIX } from '../../../sandbox/demo/n8n';
import { SECRET } from '../../../sandbox/demo/people';
import { CALL } from '../../ways/samples';
import { waysOf } from '../../ways/ways';
import type { N8nHost } from '../kit/n8n-host';
import { sendRaw } from '../kit/raw';
import { n8nWays } from '../kit/ways-host';

const TEST_MS = 180_000;
function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\ufeff/, ''));
    return true;
  } catch {
    return false;
  }
}

export function n8nWaysTests(host: () => N8nHost): void {
  test(
    'two workflows from one file, the secret in the path: each answers at its own address, and at the one of 0.1.0',
    async () => {
      const { rest, url } = host().n8n;
      const data = { authKey: 'x', projectId: '11111', webhookSecret: SECRET, baseUrl: '' };
      const credential = await rest.addCredential('ringostatApi', data);
      const id = randomUUID();
      const publish = async (): Promise<INode & { workflow: string }> => {
        const trigger: INode = {
          // One file: the node's id is the file's, the webhookId is given at the import.
          id,
          webhookId: randomUUID(),
          name: 'In',
          type: `${PREFIX}ringostatTrigger`,
          typeVersion: 1,
          position: [0, 0],
          parameters: { events: ['incoming.ended'], secretIn: 'path' },
          credentials: { ringostatApi: credential },
        };
        const workflow = await rest.importWorkflow({ name: 'Path', nodes: [trigger], connections: {} });
        await rest.activate(workflow);
        return { ...trigger, workflow };
      };
      const both = [await publish(), await publish()];
      const [json] = waysOf(CALL).filter(({ name }) => name.endsWith('JSON, labelled json'));
      const [get] = waysOf(CALL);
      for (const { webhookId, workflow } of both) {
        const shown = `${url}/webhook/${webhookId}/:${workflow}-${id}`;
        const old = `${url}/webhook/${webhookId}/${id}`;
        for (const [address, way] of [
          [shown, json!],
          [old, get!],
        ] as const) {
          const answer = await sendRaw(`${address}/${SECRET}`, { event: 'incoming.ended' }, way);
          expect([answer.status, answer.body]).toEqual([200, '{"ok":true}']);
          expect((await sendRaw(`${address}/wrong`, { event: 'incoming.ended' }, way)).status).toBe(401);
        }
        expect(await rest.untilExecuted(workflow, 2)).toHaveLength(2);
      }
    },
    TEST_MS,
  );

  test(
    'a workflow saved without the new option, whose bodies n8n reads: only what n8n refuses itself is lost',
    async () => {
      const saved = await n8nWays(host).listen('events', { sizeCapKb: 64 });
      const query = { event: 'incoming.ended', token: SECRET };
      const sent = waysOf(CALL).filter(({ name }) => /labelled json$|multipart|^GET/.test(name));
      for (const way of sent) {
        const mislabelled = way.name.endsWith('labelled json') && !isJson(way.body?.toString() ?? '');
        const { status } = await sendRaw(saved.url, query, way);
        expect([way.name, status]).toEqual([way.name, mislabelled ? 422 : 200]);
      }
    },
    TEST_MS,
  );
}
