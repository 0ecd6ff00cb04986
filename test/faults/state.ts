/** What a CRM holds, told without the ids and times that differ between two runs of one call. */
import type { LabRecord, LabView } from '../../sandbox/common/lab';
import { endState } from '../scenarios/end-state';
import type { World } from '../scenarios/types';

const isLink = (recording: string): boolean => /^https?:/.test(recording);

/** Everything of every record and activity that a person sees; references are told as "contact 0". */
export function told(view: LabView): unknown {
  const { contacts, leads, companies, deals } = view;
  const names = new Map<string, string>();
  for (const [entity, records] of Object.entries({
    contact: contacts,
    lead: leads,
    company: companies,
    deal: deals,
  }))
    records.forEach(({ id }, index) => names.set(`${entity} ${id}`, `${entity} ${index}`));
  const ref = (entity: string, id: string): string => names.get(`${entity} ${id}`) ?? `unknown ${entity}`;
  const record = ({ id: _id, raw: _raw, contactIds, companyIds, ...rest }: LabRecord): unknown => ({
    ...rest,
    contacts: contactIds.map((id) => ref('contact', id)).sort(),
    companies: companyIds.map((id) => ref('company', id)).sort(),
  });
  const links = (all: { entity: string; id: string }[]): string[] =>
    all.map(({ entity, id }) => ref(entity, id)).sort();
  return {
    records: [contacts, leads, companies, deals].map((some) => some.map(record)),
    // Pipedrive keeps a copy of the file beside the link: the token finds no call record of another user again to add it.
    calls: view.calls.map(({ id: _id, raw: _raw, recordings, ...call }) => ({
      ...call,
      recordings: recordings.filter(isLink),
      links: links(call.links),
    })),
    // A deadline counts from the moment of the event.
    tasks: view.tasks
      .map(({ id: _id, raw: _raw, dueAt: _dueAt, ...task }) => ({ ...task, links: links(task.links) }))
      .sort((a, b) => `${a.key} ${a.subject}`.localeCompare(`${b.key} ${b.subject}`)),
  };
}

/** What a replay from the call log shares with the webhook of the same call: the log words texts and links otherwise. */
export async function toldOfLog(world: World): Promise<unknown> {
  const { leads, companies } = await world.view();
  return {
    state: await endState(world),
    leads: leads.map(({ phone, ownerId, attribution }) => ({ phone, ownerId, attribution })),
    companies: companies.length,
  };
}
