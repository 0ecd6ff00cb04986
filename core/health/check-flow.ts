/** The health check of a flow: the account, then what this table, mapping and team would write (G-21, G-34). */
import type { CrmProvider, HealthFinding, WrittenObject } from '../crm/port';
import { checkStages, checkUsers } from './choices';
import { compare, compareNamed } from './compare';
import { problem, warning } from '../crm/engine/findings';
import { inLanguage } from '../http/in-language';
import { said } from '../text/said';
import { distinct, findingsOf } from './findings';
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
      said('health.kindNotKept', { system, object: said(`kind.${object}`), fields: names }),
      said('health.kindNotKept.advice'),
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
    {
      code: 'uses.oldUsers',
      system: label,
      old: 'health.oldUsers',
      none: 'health.noUsersList',
      trouble: usersTrouble,
    },
    {
      code: 'uses.oldStaff',
      system: 'Ringostat',
      old: 'health.oldStaff',
      none: 'health.noStaffList',
      trouble: staffTrouble,
    },
  ] as const;
  return lists.flatMap(({ code, system, old, none, trouble }) => {
    if (!trouble) return [];
    const { readAt } = trouble;
    const fault = trouble.fault.replace(/\.$/, '');
    const message =
      readAt === null
        ? said(none, { system, fault })
        : said(old, { system, fault, readAt: new Date(readAt).toISOString() });
    return warning(code, message, said('health.oldList.advice'));
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

/**
 * The provider's own check, then what the flow uses; the latter is left out when the account cannot be reached. Findings are in
 * the language of the first table.
 */
export async function checkFlow(provider: CrmProvider, uses: FlowUses): Promise<HealthFinding[]> {
  const account = await provider.health();
  const refused = account.some(({ code }) => code.endsWith('.credentialRefused'));
  const all = refused ? account : distinct([...account, ...(await checkUses(uses, provider))]);
  const language = uses.tables[0]?.options.language ?? 'en';
  return all.map((finding) => inLanguage(finding, language));
}
