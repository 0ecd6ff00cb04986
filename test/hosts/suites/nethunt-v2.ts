/** NetHunt by a key of its API v2: the templates for calls and forwarding do what they do by the usual way to sign in. */
import { startStage } from '../kit/stage';
import type { Stage, TemplateHost } from '../kit/types';
import { callsTests } from './calls';
import { forwardingTests } from './forwarding';

export function nethuntV2Tests(host: () => TemplateHost): void {
  describe('nethunt by its API v2', () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await startStage('nethunt', host(), 'apiV2');
    }, 60_000);
    afterAll(() => stage?.end());

    callsTests(() => stage);
    forwardingTests(() => stage);

    test('every request went to the API v2, and kept to what is known of it', () => {
      const paths = stage.lab.requests.map(({ path }) => path);
      expect(paths.length).toBeGreaterThan(0);
      expect(paths.filter((path) => !path.includes('/v2/'))).toEqual([]);
      expect(stage.violations()).toEqual([]);
    });
  });
}
