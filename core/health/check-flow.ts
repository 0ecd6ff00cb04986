/** The health check of a flow: the account, then what this table, mapping and team would write (G-21, G-34). */
import type { CrmProvider, HealthFinding, WrittenObject } from '../crm/port';
import { checkStages, checkUsers } from './choices';
import { compare, compareNamed } from './compare';
import { distinct, findingsOf, problem, warning } from './findings';
import type { FlowUses } from './uses';
import { wouldWrite, type WouldWrite } from './would-write';

/** API names of the mapping and of the defaults, by object. */
function namedFields({ settings }: FlowUses): Map<WrittenObject, Set<string>> {
  const byObject = new Map<WrittenObject, Set<string>>();
  for (const { mapping, defaults = [] } of settings)
    for (const { entity, field } of [...mapping, ...defaults])
      if (field.trim()) byObject.set(entity, (byObject.get(entity) ?? new Set()).add(field.trim()));
  return byObject;
}

async function checkObject(
  provider: CrmProvider,
  object: WrittenObject,
  records: WouldWrite[],
  names: string[],
): Promise<HealthFinding[]> {
  const description = await provider.describe(object);
  const system = provider.label;
  if (description) {
    const compared = { system, description };
    return [...compareNamed(compared, names), ...compare(compared, records)];
  }
  if (names.length === 0) return [];
  return [
    problem(
      `uses.${object}`,
      `${system}: records of the kind ${object} are not kept in this integration, and the field mapping fills ${names.join(', ')} of them.`,
      'Take the lines out of the field mapping.',
    ),
  ];
}

async function checkWrites(uses: FlowUses, provider: CrmProvider): Promise<HealthFinding[]> {
  const named = namedFields(uses);
  const records = await wouldWrite(uses, provider);
  const objects = new Set<WrittenObject>([...records.map(({ object }) => object), ...named.keys()]);
  const findings = await Promise.all(
    [...objects].map((object) =>
      findingsOf(`writes.${object}`, () =>
        checkObject(
          provider,
          object,
          records.filter((record) => record.object === object),
          [...(named.get(object) ?? [])],
        ),
      ),
    ),
  );
  return findings.flat();
}

/** Runs go on with the list they have (G-29), so that nobody would notice. */
function oldLists({ usersTrouble, staffTrouble }: FlowUses, { label }: CrmProvider): HealthFinding[] {
  const lists = [
    { code: 'uses.oldUsers', list: `${label}: the list of users`, trouble: usersTrouble },
    { code: 'uses.oldStaff', list: 'Ringostat: the list of employees', trouble: staffTrouble },
  ];
  return lists.flatMap(({ code, list, trouble }) => {
    if (!trouble) return [];
    const { readAt, fault } = trouble;
    const used =
      readAt === null ? 'there is none yet' : `the one of ${new Date(readAt).toISOString()} is used`;
    return warning(
      code,
      `${list} could not be read anew (${fault.replace(/\.$/, '')}); ${used}.`,
      'Who was added or left since is not known to the flow. Mend the fault; the list is then read by itself.',
    );
  });
}

/** Takes what the flow uses and a provider; returns a finding per fault, none when all is well. Never throws CrmError. */
export async function checkUses(uses: FlowUses, provider: CrmProvider): Promise<HealthFinding[]> {
  const findings = await Promise.all([
    findingsOf('uses', () => checkUsers(uses, provider)),
    findingsOf('uses', () => checkStages(uses, provider)),
    findingsOf('writes', () => checkWrites(uses, provider)),
  ]);
  return distinct([...oldLists(uses, provider), ...findings.flat()]);
}

/** The provider's own check, then what the flow uses; the latter is left out when the account cannot be reached. */
export async function checkFlow(provider: CrmProvider, uses: FlowUses): Promise<HealthFinding[]> {
  const account = await provider.health();
  if (account.some(({ code }) => code.endsWith('.credentialRefused'))) return account;
  return distinct([...account, ...(await checkUses(uses, provider))]);
}
