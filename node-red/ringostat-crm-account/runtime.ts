import type { Node, NodeAPI, NodeDef, Request } from '../host/red';
import { adminFaults, adminGet, adminPost, adminRead, pathPart } from '../host/admin';
import { describe } from '../host/handle';
import { migrate } from '../host/migrate';
import {
  accountFields,
  crmInfos,
  kindOf,
  missingFields,
  NodeError,
  openAccount,
  providers,
  type CrmProvider,
  type OpenAccount,
} from '../host/product';
import { configNode } from '../host/registry';
import { migrations } from './migrations';
import { questionOf, valuesToTest } from './test-question';
import type { AccountCredentials, AccountNodeSettings } from './types';

export interface Account {
  settings: AccountNodeSettings;
  /** Opened once and shared by all nodes of the account; throws NodeError when the credential is incomplete. */
  open(): OpenAccount;
}
type AccountNode = Node<AccountCredentials> & Account;
/** Nothing of it goes into settings.js. */
type Sets = Record<string, never>;

type FieldsOf = Parameters<CrmProvider['fields']>[0];
const ENTITIES: readonly string[] = ['contact', 'company', 'lead', 'deal', 'callRecord', 'task'];

function openWith(settings: AccountNodeSettings, credentials: AccountCredentials, id: string): OpenAccount {
  const { crm, auth, baseUrl, name } = settings;
  const factory = Object.hasOwn(providers, crm) ? providers[crm] : undefined;
  if (!factory) throw new NodeError('unknownCrm', { crm }, 'setUp');
  const values = { ...credentials, baseUrl };
  const missing = missingFields(kindOf(factory, auth), values);
  if (missing.length > 0) throw new NodeError('noCredential', { fields: missing.join(', ') }, 'setUp');
  return openAccount({ crm, kind: auth, name, values, id });
}

/** Settings of the node whose dialog asks, as JSON in the query; none when they cannot be read. */
function settingsIn({ query }: Request): Record<string, unknown> {
  try {
    const given: unknown = JSON.parse(String(query['settings'] ?? '{}'));
    return typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export default (RED: NodeAPI): void => {
  function Constructor(this: AccountNode, saved: NodeDef & AccountNodeSettings): void {
    RED.nodes.createNode(this, saved);
    this.settings = migrate(saved, migrations);
    let opened: OpenAccount | null = null;
    this.open = () => {
      opened ??= openWith(this.settings, this.credentials, this.id);
      return opened;
    };
    try {
      // Sends nothing; what is not filled in is told at deploy, not with the first call.
      this.open();
    } catch (error) {
      this.error(describe(RED, error).message);
    }
  }
  RED.nodes.registerType<AccountNode, NodeDef & AccountNodeSettings, Sets, AccountCredentials>(
    'ringostat-crm-account',
    Constructor,
    {
      credentials: Object.fromEntries(
        accountFields().map(({ name, secret }) => [name, { type: secret ? 'password' : 'text' } as const]),
      ),
    },
  );

  const provider = (request: Request): CrmProvider =>
    configNode<Account>(RED, pathPart(request, 'id'), 'account').open().with(settingsIn(request));
  adminRead(RED, '/ringostat/crms', crmInfos);
  adminGet(RED, '/ringostat/account/:id/lists/:list', (request) => {
    const asked = provider(request);
    return asked.choices ? asked.choices(pathPart(request, 'list')) : [];
  });
  adminGet(RED, '/ringostat/account/:id/users', (request) => provider(request).users());
  adminGet(RED, '/ringostat/account/:id/pipelines', (request) => provider(request).pipelines());
  adminGet(RED, '/ringostat/account/:id/fields/:entity', (request) => {
    const entity = pathPart(request, 'entity');
    if (!ENTITIES.includes(entity)) throw new NodeError('unknownEntity', { entity });
    return provider(request).fields(entity as FieldsOf);
  });
  adminPost(RED, '/ringostat/account/test', (request) => {
    const question = questionOf(request.body);
    const node = RED.nodes.getNode(question.id);
    const stored = node?.type === 'ringostat-crm-account' ? (node as AccountNode) : null;
    return openWith(question.settings, valuesToTest(question, stored), 'test').provider.health();
  });
  adminFaults(RED);
};
