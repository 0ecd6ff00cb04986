/** What a CRM holds, in lines for a terminal. */
import { CRM_NAMES } from '../../core/model/crm-names';
import type { Lab, LabRecord, LabView } from '../common/lab';
import { labPeople } from '../common/lab-people';

const KIND = 10;
const NAME = 50;
const OWNER = 12;

/** One line per record of `view`: what it is, its name, its owner and the detail that matters. */
export function reportOf(lab: Lab, view: LabView): string[] {
  const owners = new Map(labPeople.map(({ person, name }) => [lab.users[person], name]));
  const line = (kind: string, name: string | null, ownerId: string | null, more: string): string =>
    [
      kind.padEnd(KIND),
      (name || 'without name').slice(0, NAME - 2).padEnd(NAME),
      (owners.get(ownerId ?? '') ?? 'nobody').padEnd(OWNER),
      more,
    ].join('');
  const ad = ({ attribution: { utm_source: source, utm_campaign: campaign } }: LabRecord): string =>
    source ? `from ${source}${campaign ? ` / ${campaign}` : ''}` : '';
  const person = (kind: string, one: LabRecord): string =>
    line(kind, [one.name, one.phone].filter(Boolean).join(', '), one.ownerId, ad(one));
  const pipeline = (id: string | null): string =>
    lab.pipelines.find((one) => one.id === id)?.name ?? id ?? 'the CRM’s own';
  return [
    `${CRM_NAMES[lab.crm]} now holds:`,
    ...[
      ...view.contacts.map((one) => person('contact', one)),
      ...view.leads.map((one) => person('lead', one)),
      ...view.companies.map((one) => line('company', one.name, one.ownerId, '')),
      ...view.deals.map((one) => line('deal', one.name, one.ownerId, `pipeline ${pipeline(one.pipeline)}`)),
      ...view.calls.map((one) =>
        line(
          'call',
          one.subject,
          one.ownerId,
          one.answered ? `${one.seconds ?? 0} s of talk` : 'not answered',
        ),
      ),
      ...view.tasks.map((one) => line('task', one.subject, one.ownerId, one.state)),
    ].map((one) => `  ${one.trimEnd()}`),
  ];
}
