/** Reads from the CRM all that a comparison needs, before the first call is planned. */
import type { CrmProvider } from '../crm/port';
import { numberQuery } from '../crm/engine/number-query';
import { missedTask, type MissedTask } from '../matrix/missed-task';
import { keyOfCall } from '../matrix/this-call';
import type { RingostatEvent } from '../model/event';
import type { Entity } from '../model/plan';
import type { FoundRecord } from '../model/record';
import type { PhoneForms } from '../phone/types';

/** Calls of one question; each provider parts them into the requests its API takes. */
const BATCH = 500;

type Reader = Pick<CrmProvider, 'find' | 'findMany' | 'seen' | 'tasks'>;

/** Records of each number, by its digits. Throws CrmError. */
export async function recordsOf(
  phones: PhoneForms[],
  entities: Entity[],
  provider: Reader,
): Promise<Map<string, FoundRecord[]>> {
  const each = [...new Map(phones.map((phone) => [phone.digits, phone])).values()];
  const found: FoundRecord[][] = [];
  if (provider.findMany) found.push(...(await provider.findMany(each, entities)));
  else for (const phone of each) found.push(await provider.find(numberQuery(phone, entities)));
  return new Map(each.map(({ digits }, at) => [digits, found[at] ?? []]));
}

/** Keys of the calls whose record the CRM has. Throws CrmError. */
export async function recordedOf(events: RingostatEvent[], provider: Reader): Promise<Set<string>> {
  const there = new Set<string>();
  for (let start = 0; start < events.length; start += BATCH)
    for (const key of await provider.seen(events.slice(start, start + BATCH).map(keyOfCall))) there.add(key);
  return there;
}

/** Open tasks for calls made in vain, by the client's number in E.164. Throws CrmError. */
export async function missedOf(home: string, { tasks }: Reader): Promise<Map<string, MissedTask[]>> {
  const byClient = new Map<string, MissedTask[]>();
  for (const task of (await tasks?.open()) ?? []) {
    const missed = missedTask(task, home);
    if (!missed?.client) continue;
    byClient.set(missed.client, [...(byClient.get(missed.client) ?? []), missed]);
  }
  return byClient;
}
