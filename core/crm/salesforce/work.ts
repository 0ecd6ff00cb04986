/** What the operations of one provider share. */
import type { Clock } from '../../http/types';
import type { SalesforceApi } from './api';
import type { RecordUrl } from './links';
import type { Schema } from './schema';
import type { SalesforceSettings } from './settings';

export interface Work {
  api: SalesforceApi;
  schema: Schema;
  url: RecordUrl;
  settings: SalesforceSettings;
  clock: Pick<Clock, 'now'>;
}
