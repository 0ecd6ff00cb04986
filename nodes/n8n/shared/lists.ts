/** Drop-downs filled from the CRM and from Ringostat. */
import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { CrmField, CrmUser } from '../../../core/crm/port';
import { openAccount, type Account, type Authentication } from './accounts';
import { toNodeError } from './errors';
import { openRingostat } from './ringostat';

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

/** Account by the fields of the node that asks; HubSpot Upsert has no field for the CRM. */
const open = (context: ILoadOptionsFunctions): Promise<Account> =>
  openAccount(
    context,
    (context.getCurrentNodeParameter('crm') ?? 'hubspot') as string,
    (context.getCurrentNodeParameter('crmAuthentication') ??
      context.getCurrentNodeParameter('authentication') ??
      'serviceKey') as Authentication,
  );

const userOption = ({ id, name, email, active }: CrmUser): { name: string; value: string } => ({
  name: [name || email || id, email && name ? ` (${email})` : '', active ? '' : ' – deactivated'].join(''),
  value: id,
});

export async function getUsers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  return told(this, async () => {
    const users = await (await open(this)).users();
    return [{ name: '(Not Set)', value: NOT_SET }, ...users.map(userOption).sort(byName)];
  });
}

export async function searchUsers(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
  const wanted = filter.trim().toLowerCase();
  const users = await getUsers.call(this);
  const results = users.map(({ name, value }) => ({ name, value: String(value) }));
  return {
    results: results.filter(({ name, value }) => value !== NOT_SET && name.toLowerCase().includes(wanted)),
  };
}

export async function getEmployees(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  return told(this, async () => {
    const employees = await (await openRingostat(this, 'Europe/Kyiv')).employees();
    const label = (name: string, email: string | null): string => (email ? `${name} (${email})` : name);
    return employees.map(({ id, name, email }) => ({ name: label(name, email), value: id })).sort(byName);
  });
}

export async function getPipelines(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  return told(this, async () => {
    const pipelines = await (await open(this)).provider.pipelines();
    return [
      { name: '(Default of the CRM)', value: NOT_SET },
      ...pipelines.map(({ id, name }) => ({ name, value: id })),
    ];
  });
}

const valueBeside = (context: ILoadOptionsFunctions, name: string): string => {
  const beside = context.getCurrentNodeParameter(`&${name}`) ?? context.getCurrentNodeParameter(name);
  return typeof beside === 'string' ? beside : '';
};

/** Stages of the pipeline chosen beside; of all pipelines when none is. */
export async function getStages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  return told(this, async () => {
    const pipeline = valueBeside(this, 'pipeline');
    const pipelines = await (await open(this)).provider.pipelines();
    const chosen = pipelines.filter(({ id }) => pipeline === '' || id === pipeline);
    const named = (name: string, of: string): string => (chosen.length > 1 ? `${of}: ${name}` : name);
    const stages = chosen.flatMap((one) =>
      one.stages.map(({ id, name }) => ({ name: named(name, one.name), value: id })),
    );
    return [{ name: '(First of the Pipeline)', value: NOT_SET }, ...stages];
  });
}

const fieldOption = ({ name, label, type }: CrmField): INodePropertyOptions => ({
  name: `${label || name} (${name})`,
  value: name,
  description: type,
});

/** Writable fields of the entity chosen beside, or of the resource of the node. */
export async function getFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  return told(this, async () => {
    const entity = valueBeside(this, 'entity') || valueBeside(this, 'resource') || 'contact';
    const fields = await (await open(this)).fields(entity as Parameters<Account['fields']>[0]);
    return fields
      .filter(({ writable }) => writable)
      .map(fieldOption)
      .sort(byName);
  });
}
