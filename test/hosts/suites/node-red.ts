import { startNodeRedHost } from '../kit/node-red-host';
import { startStage } from '../kit/stage';
import type { Stage } from '../kit/types';
import { callsTests } from './calls';
import { attributionTests, forwardingTests, replayTests, secretsTests } from './others';

/** All templates in one version of Node-RED. */
export function nodeRedTests(version: '4' | '5'): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage((sandbox) => startNodeRedHost(version, sandbox));
  }, 120_000);
  afterAll(() => stage?.end(), 30_000);

  callsTests(() => stage);
  forwardingTests(() => stage);
  attributionTests(() => stage);
  replayTests(() => stage);
  secretsTests(() => stage);
}
