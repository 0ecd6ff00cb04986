/** Links to records in HubSpot's pages. They need the portal's id, which costs a request, so only lists and the health check ask for it. */
import type { Entity } from '../../model/plan';
import type { HttpClient } from '../../http/types';
import { paths } from './endpoints';
import { said } from '../../text/said';

export interface Portal {
  id: string;
  /** Host of the pages, e.g. app-eu1.hubspot.com. */
  domain: string;
}
/** Known portals of the process by account. */
const portals = new Map<string, Portal>();
const OBJECT_IDS: Partial<Record<Entity | 'callRecord' | 'task', string>> = {
  contact: '0-1',
  company: '0-2',
  deal: '0-3',
};

export class Links {
  private own: Portal | null = null;
  constructor(private readonly http: HttpClient) {}

  private get portal(): Portal | null {
    return this.own ?? (this.http.account ? (portals.get(this.http.account) ?? null) : null);
  }
  /** Link to a record, null until the portal is known or when such records have no page. */
  url(entity: Entity | 'callRecord' | 'task', id: string): string | null {
    const object = OBJECT_IDS[entity];
    return this.portal && object
      ? `https://${this.portal.domain}/contacts/${this.portal.id}/record/${object}/${id}`
      : null;
  }
  /** Asks who the account is; one request. Throws CrmError. */
  async learn(): Promise<Portal> {
    const { body } = await this.http.request(
      { method: 'GET', path: paths.account },
      { action: said('doing.readAccount') },
    );
    const { portalId, uiDomain } = body as { portalId: number; uiDomain?: string };
    this.own = { id: String(portalId), domain: uiDomain || 'app.hubspot.com' };
    if (this.http.account) portals.set(this.http.account, this.own);
    return this.own;
  }
  /** The same when a link would be welcome: never throws, asks once. */
  async learnQuietly(): Promise<void> {
    if (this.portal) return;
    try {
      await this.learn();
    } catch {
      // Links are a comfort; the request that matters tells of the fault itself.
    }
  }
}
