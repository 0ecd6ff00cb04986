import type { SandboxAnswer } from '../common/types';
import type { Org } from './org';
import { ORG_ID } from './org-data';

/** GET /services/oauth2/userinfo: who the token belongs to. */
export function identify(org: Org, userId: string, url: string): SandboxAnswer {
  const values = org.get(userId)?.values ?? {};
  return {
    status: 200,
    body: {
      sub: `${url}/id/${ORG_ID}/${userId}`,
      user_id: userId,
      organization_id: ORG_ID,
      preferred_username: values['Username'],
      name: values['Name'],
      email: values['Email'],
      active: values['IsActive'] === true,
      user_type: 'STANDARD',
      language: 'en_US',
      locale: values['LocaleSidKey'],
    },
  };
}
