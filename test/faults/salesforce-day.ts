/** A Salesforce org whose other integrations have used up most of the day's requests. */
import type { Lab } from '../../sandbox/common/lab';
import { paths } from '../../core/crm/salesforce/endpoints';

/** Spends the lab's requests of the day until so many are left; as somebody else who is signed in. */
export async function leaveOfDay({ access, url }: Lab, left: number): Promise<void> {
  const { clientId = '', clientSecret = '', refreshToken = '' } = access.values;
  const grant = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
  });
  const signedIn = await fetch(`${url}/services/oauth2/token`, { method: 'POST', body: grant });
  const { access_token: token } = (await signedIn.json()) as { access_token: string };
  for (let rest = Infinity; rest > left;) {
    const answer = await fetch(url + paths.limits, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    await answer.arrayBuffer();
    const [, used, max] = /api-usage=(\d+)\/(\d+)/.exec(answer.headers.get('sforce-limit-info') ?? '') ?? [];
    rest = Number(max) - Number(used);
  }
}
