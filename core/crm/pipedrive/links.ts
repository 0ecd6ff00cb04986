/** Links to records in Pipedrive's pages. They need the company's subdomain, which costs a request: asked only by lists and check. */
import type { Entity } from '../../model/plan';
import type { PipedriveApi } from './api';
import { paths } from './endpoints';
import { KINDS } from './entities';
import { said } from '../../text/said';

export interface Me {
  id: number;
  name?: string;
  company_name?: string;
  company_domain?: string;
}

export class Links {
  constructor(private readonly api: PipedriveApi) {}

  /** Link to a record, null until the company is known. */
  url(entity: Entity, id: string): string | null {
    const { domain } = this.api.book;
    return domain ? `https://${domain}.pipedrive.com/${KINDS[entity].page}/${encodeURIComponent(id)}` : null;
  }
  /** Asks who the token's user is; one request. Throws CrmError. */
  async learn(): Promise<Me> {
    const me = await this.api.read<Me>(paths.me, {}, said('doing.readTokenUser'));
    // Only what can be a host name becomes part of a link.
    if (me.company_domain && /^[a-z0-9-]+$/i.test(me.company_domain))
      this.api.book.domain = me.company_domain;
    return me;
  }
  /** The same when a link would be welcome: never throws, asks once. */
  async learnQuietly(): Promise<void> {
    if (this.api.book.domain) return;
    try {
      await this.learn();
    } catch {
      // Links are a comfort; the request that matters tells of the fault itself.
    }
  }
}
