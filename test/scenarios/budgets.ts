/**
 * HTTP requests a common scenario may spend, by CRM: docs/reference/product.md#request-budgets for the table of common-rows.ts (contact,
 * deal, call record, tasks), with the additions of the presets: HubSpot's done task beside its call record.
 */
import type { CrmId } from '../../core/model/plan';

type Budget = Record<CrmId, number>;

export const BUDGETS = {
  /** Answered, new client: find, contact, deal, call record, done task. */
  newClient: { hubspot: 5, salesforce: 2, zoho: 2, pipedrive: 5, nethunt: 5 },
  /**
   * Answered, a contact without open deal; NetHunt looks into the folder of deals beside that of contacts,
   * and for each record first, since the scenario's call is older than the process. */
  contactOnly: { hubspot: 5, salesforce: 2, zoho: 2, pipedrive: 4, nethunt: 8 },
  /** Several contacts: HubSpot asks once more whose the deals are. */
  severalContacts: { hubspot: 6, salesforce: 2, zoho: 2, pipedrive: 4, nethunt: 8 },
  /** Whom to ring, by the owner of a contact or deal. */
  routing: { hubspot: 2, salesforce: 1, zoho: 1, pipedrive: 1, nethunt: 2 },
  /** Whom to ring with several open deals: Pipedrive's search tells no times, so the deals are read. */
  routingSeveral: { hubspot: 2, salesforce: 1, zoho: 1, pipedrive: 2, nethunt: 2 },
  /** Whom to ring, nobody found. */
  routingNobody: { hubspot: 1, salesforce: 1, zoho: 1, pipedrive: 1, nethunt: 2 },
} satisfies Record<string, Budget>;
