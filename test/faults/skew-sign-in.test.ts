/** E2-22: Salesforce's JWT holds a time of the sender's clock and is good for three minutes of Salesforce's. */
import type { IHttpRequestHelper } from 'n8n-workflow';
import { axiosTransport } from '../../node-red/host/transport';
import { salesforce } from '../../core/crm/salesforce';
import { createRefreshingTransport } from '../../core/http/oauth';
import type { Clock } from '../../core/http/types';
import { clock as n8nClock } from '../../nodes/shared/clock';
import { salesforceJwtToken } from '../../nodes/shared/salesforce-jwt';
import { labs } from '../../sandbox/labs';
import type { Lab } from '../../sandbox/common/lab';

const kind = salesforce.accounts.find(({ id }) => id === 'jwt')!;
const HOUR_MS = 3_600_000;
const send = axiosTransport(() => ({}));
let lab: Lab;
beforeEach(async () => {
  lab = await labs.salesforce!.start({ signIn: 'jwt' });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await lab.close();
});
const signIns = (): number[] =>
  lab.requests.filter(({ path }) => path.endsWith('/token')).map(({ status }) => status);

/** Asks for limits, which needs a token. */
const inNodeRed = async (off: number): Promise<number> => {
  const clock: Clock = { now: () => Date.now() + off, sleep: () => Promise.resolve() };
  const { values, baseUrl } = lab.access;
  const signed = createRefreshingTransport({
    send,
    token: (refreshToken, now) => kind.token!(values, refreshToken, now),
    refreshToken: '',
    clock,
    system: 'Salesforce',
  });
  return (await signed({ method: 'GET', url: `${baseUrl}/services/data/v64.0/limits` })).status;
};
const inN8n = async (off: number): Promise<unknown> => {
  jest.spyOn(n8nClock, 'now').mockImplementation(() => Date.now() + off);
  const httpRequest = async ({ url, body }: { url: string; body: URLSearchParams }): Promise<unknown> => {
    const {
      status,
      headers,
      body: answer,
    } = await send({
      method: 'POST',
      url,
      form: Object.fromEntries(body),
    });
    return { statusCode: status, headers, body: answer };
  };
  const helper = { helpers: { httpRequest } } as unknown as IHttpRequestHelper;
  return (await salesforceJwtToken(helper, lab.access.values))['accessToken'];
};

test.each([-300_000, 300_000, -5 * HOUR_MS, 5 * HOUR_MS])(
  '%i ms off: signed again in Salesforce’s time, once',
  async (off) => {
    expect(await inNodeRed(off)).not.toBe(401);
    expect(signIns()).toEqual([400, 200]);
    expect(await inN8n(off)).toEqual(expect.stringMatching(/.{10}/));
    expect(signIns()).toEqual([400, 200, 400, 200]);
  },
);

test('clocks that agree: one sign-in; a refusal for another reason is not asked for again', async () => {
  expect(await inNodeRed(0)).not.toBe(401);
  expect(signIns()).toEqual([200]);
  lab.revoke();
  await expect(inNodeRed(0)).rejects.toMatchObject({ kind: 'credentialRefused' });
  await expect(inN8n(0)).rejects.toThrow(/refused to sign in/);
  expect(signIns()).toEqual([200, 400, 400]);
});
