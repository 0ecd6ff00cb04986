/** Drop-downs filled from the CRM and from Ringostat. */
import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { CrmField } from '../../core/model/record';
import type { CrmUser } from '../../core/crm/port';
import { providers } from '../../core/crm/registry';
import { HOME_TIME_ZONE } from '../../core/phone/home';
import { openAccount, type Account } from './accounts';
import { chosenBeside } from './choice';
import { choicesMethod, settingsLists } from './crm-settings';
import { toNodeError } from './errors';
import { openRingostat } from './ringostat';

type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;
type Ask = (account: Account, context: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** n8n marks a field red whose value is not in its list, so "nothing chosen" is an entry of the list. */
const NOT_SET = '';
const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);

/** A fault in a drop-down is shown under the field; it must say as much as one of a run. */
async function told<T>(context: ILoadOptionsFunctions, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const { message, description } = toNodeError(context.getNode(), error);
    throw new NodeOperationError(context.getNode(), [message, description].filter(Boolean).join(' '));
  }
}

const userOption = ({ id, name, email, active }: CrmUser): { name: string; value: string } => ({
  name: [name || email || id, email && name ? ` (${email})` : '', active ? '' : ' – deactivated'].join(''),
  value: id,
});

const users: Ask = async (account) => [
  { name: '(Not Set)', value: NOT_SET },
  ...(await account.users()).map(userOption).sort(byName),
];

const pipelines: Ask = async ({ provider }) => [
  { name: '(Default of the CRM)', value: NOT_SET },
  ...(await provider.pipelines()).map(({ id, name }) => ({ name, value: id })),
];

const valueBeside = (context: ILoadOptionsFunctions, name: string): string => {
  const beside = context.getCurrentNodeParameter(`&${name}`) ?? context.getCurrentNodeParameter(name);
  return typeof beside === 'string' ? beside : '';
};

/** Stages of the pipeline chosen beside; of all pipelines when none is. */
const stages: Ask = async ({ provider }, context) => {
  const pipeline = valueBeside(context, 'pipeline');
  const chosen = (await provider.pipelines()).filter(({ id }) => pipeline === '' || id === pipeline);
  const named = (name: string, of: string): string => (chosen.length > 1 ? `${of}: ${name}` : name);
  const all = chosen.flatMap((one) =>
    one.stages.map(({ id, name }) => ({ name: named(name, one.name), value: id })),
  );
  return [{ name: '(First of the Pipeline)', value: NOT_SET }, ...all];
};

const fieldOption = ({ name, label, type }: CrmField): INodePropertyOptions => ({
  name: `${label || name} (${name})`,
  value: name,
  description: type,
});

/** Writable fields of the entity chosen beside, or of the resource of the node. */
const fields: Ask = async (account, context) => {
  const entity = valueBeside(context, 'entity') || valueBeside(context, 'resource') || 'contact';
  const all = await account.fields(entity as Parameters<Account['fields']>[0]);
  return all
    .filter(({ writable }) => writable)
    .map(fieldOption)
    .sort(byName);
};

/** Values of a list that only one CRM has (ProviderSetting.list): NetHunt's folders, for instance. */
const choices =
  (list: string): Ask =>
  async ({ provider }) => {
    const all = (await provider.choices?.(list)) ?? [];
    const named = all.map(({ value, label }) => ({ name: label, value })).sort(byName);
    return [{ name: '(Found by Itself)', value: NOT_SET }, ...named.filter(({ value }) => value !== NOT_SET)];
  };

/** Employees of the Ringostat project. */
export async function getEmployees(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  return told(this, async () => {
    const employees = await (await openRingostat(this, HOME_TIME_ZONE)).employees();
    const label = (name: string, email: string | null): string => (email ? `${name} (${email})` : name);
    return employees.map(({ id, name, email }) => ({ name: label(name, email), value: id })).sort(byName);
  });
}

/** Methods of a node that fill its drop-downs. `crm`: of an Upsert node; null: the node has a field for it. */
export function crmLists(crm: string | null = null): Record<string, LoadOptions> {
  const filledBy = (ask: Ask): LoadOptions =>
    async function () {
      return told(this, async () => ask(await openAccount(this, chosenBeside(this, crm)), this));
    };
  const own = settingsLists(crm === null ? Object.keys(providers) : [crm]);
  return {
    getFields: filledBy(fields),
    getPipelines: filledBy(pipelines),
    getStages: filledBy(stages),
    getUsers: filledBy(users),
    ...Object.fromEntries(own.map((list) => [choicesMethod(list), filledBy(choices(list))])),
  };
}

/** Users whose name holds the filter, for a node with a field for the CRM. */
export async function searchUsers(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
  const wanted = filter.trim().toLowerCase();
  return told(this, async () => {
    const found = await users(await openAccount(this, chosenBeside(this, null)), this);
    const results = found.map(({ name, value }) => ({ name, value: String(value) }));
    return {
      results: results.filter(({ name, value }) => value !== NOT_SET && name.toLowerCase().includes(wanted)),
    };
  });
}
