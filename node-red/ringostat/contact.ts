import { NodeError, type ContactCard } from '../host/product';

const text = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() || null : null;
const texts = (value: unknown): string[] => {
  const list: unknown[] = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(/[,;\n]/)
      : [value];
  return list.map(text).filter((one): one is string => one !== null);
};

/** Takes what the message holds as a contact; returns a full card. Throws NodeError without name or without any id. */
export function toCard(value: unknown): ContactCard {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const name = text(given['name']);
  const contactId = text(given['contactId']);
  const leadId = text(given['leadId']);
  if (name === null || (contactId === null && leadId === null)) throw new NodeError('badContact');
  const companies = Array.isArray(given['companies'])
    ? (given['companies'] as Record<string, unknown>[])
    : [];
  return {
    name,
    contactId,
    leadId,
    origin: text(given['origin']) ?? 'HubSpot',
    responsible: text(given['responsible']),
    employeeId: text(given['employeeId']),
    contactUrl: text(given['contactUrl']),
    leadUrl: text(given['leadUrl']),
    dealUrl: text(given['dealUrl']),
    googleClientId: text(given['googleClientId']),
    phones: texts(given['phones']),
    emails: texts(given['emails']),
    companies: companies.map((company) => ({
      id: text(company['id']) ?? '',
      name: text(company['name']) ?? '',
    })),
  };
}
