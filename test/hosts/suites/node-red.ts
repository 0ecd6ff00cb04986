import { startNodeRedHost, type NodeRedHost } from '../kit/node-red-host';
import { secretsTest, templateTests } from './index';

/** All templates in one version of Node-RED. */
export function nodeRedTests(version: '4' | '5'): void {
  let host: NodeRedHost;
  beforeAll(async () => {
    host = await startNodeRedHost(version);
  }, 120_000);
  afterAll(() => host?.stop(), 30_000);

  templateTests(() => host, 'node-red');
  secretsTest(() => host);
}
