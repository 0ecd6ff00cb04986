import { providers } from '../../core/crm/registry';
import { CRM_NAMES } from '../../core/model/crm-names';
import type { Lab } from '../common/lab';
import { labPeople } from '../common/lab-people';
import type { PageState } from './types';

/** What the CRM holds, with the names a person knows users and pipelines by. */
export const stateOf = async (lab: Lab): Promise<PageState> => ({
  crm: CRM_NAMES[lab.crm],
  crmId: lab.crm,
  entities: providers[lab.crm]?.entities ?? ['contact', 'company', 'lead', 'deal'],
  people: Object.fromEntries(labPeople.map(({ person, name }) => [lab.users[person], name])),
  pipelines: Object.fromEntries(lab.pipelines.map(({ id, name }) => [id, name])),
  view: await lab.view(),
  spent: lab.spent(),
});
