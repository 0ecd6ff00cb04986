import type { FindQuery } from '../port';
import type { Entity } from '../../model/plan';
import type { PhoneForms } from '../../phone/types';

/** The question for a client by number alone, as routing and a plan of a call ask it. */
export const numberQuery = (phone: PhoneForms, entities: Entity[]): FindQuery => ({
  phone,
  email: null,
  googleClientId: null,
  entities,
  closedDeals: true,
  recent: {},
});
