import { startNodeRedHost, type NodeRedHost } from '../kit/node-red-host';
import { secretsTest, templateTests } from './index';
import { nethuntV2Tests } from './nethunt-v2';
import { choiceTests } from './node-red-choices';
import { crmDialogTests } from './node-red-crms';
import { dialogTests } from './node-red-dialogs';
import { hostileTextTests } from './node-red-hostile';
import { replayDialogTests } from './node-red-replay';
import { nodeRedWays } from '../kit/ways-host';
import { waysTests } from './ways';

/** All templates and all dialogs in one version of Node-RED, started once. Returns the host, for further tests. */
export function nodeRedTests(version: '4' | '5'): () => NodeRedHost {
  let started: NodeRedHost;
  const host = (): NodeRedHost => started;
  beforeAll(async () => {
    started = await startNodeRedHost(version);
  }, 120_000);
  afterAll(() => started?.stop(), 30_000);

  templateTests(host, 'node-red');
  nethuntV2Tests(host);
  waysTests(() => nodeRedWays(host));
  secretsTest(host);
  dialogTests(host);
  hostileTextTests(host);
  choiceTests(host);
  crmDialogTests(host);
  replayDialogTests(host);
  return host;
}
