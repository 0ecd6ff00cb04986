/** Schemas of records, made of the org dump that lies beside the descriptions: names, types and emptiness of fields. */
type Json = Record<string, unknown>;
interface Dump {
  sobjects: Record<
    string,
    {
      fields: Record<string, { type: string; nullable: boolean }>;
      parents: Record<string, string[]>;
      children: Record<string, string>;
    }
  >;
}
export type ObjectSchemas = { name: string; create: Json; update: Json; answer: Json }[];

/** Filled by the org, never by whoever writes. */
const SYSTEM =
  /^(Id|IsDeleted|MasterRecordId|Created(Date|ById)|LastModified(Date|ById)|SystemModstamp|Last(Activity|Viewed|Referenced)Date|PhotoUrl|IsClosed|IsWon|IsConverted|Converted\w+|IsHighPriority|IsArchived|ForecastCategory|Fiscal\w*|Has\w+Activity|HasOverdueTask)$/;
/** Fields of the vendor that the dumped org did not have. */
const ABSENT: Record<string, Json> = {
  // A standard field.
  Lead: { MobilePhone: { type: ['string', 'null'] } },
  // Only in orgs with record types, those of accounts in orgs with person accounts.
  Account: { RecordTypeId: { type: ['string', 'null'] } },
  Opportunity: { RecordTypeId: { type: ['string', 'null'] } },
};
/** Required to create; what else is never empty has a default. */
const REQUIRED: Record<string, string[]> = {
  Lead: ['LastName', 'Company'],
  Contact: ['LastName'],
  Account: ['Name'],
  Opportunity: ['Name', 'StageName', 'CloseDate'],
  OpportunityContactRole: ['OpportunityId', 'ContactId'],
  FieldPermissions: ['ParentId', 'SobjectType', 'Field'],
};
const CUSTOM = '^[A-Za-z]\\w*__c$';
const TYPES: Record<string, Json> = {
  string: { type: 'string' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  base64: { type: 'string' },
  'date-or-datetime': {
    type: 'string',
    pattern: '^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:?\\d\\d))?$',
  },
};
const emptied = (schema: Json): Json => ({ ...schema, type: [schema['type'], 'null'] });

/** Takes the dump as text; returns for each object what may be sent to create or change it and what is answered. */
export function objectSchemas(text: string): ObjectSchemas {
  const { sobjects } = JSON.parse(text) as Dump;
  return Object.entries(sobjects).map(([name, { fields, parents, children }]) => {
    const types = Object.entries(fields).map(([field, { type, nullable }]): [string, Json] => {
      const schema = TYPES[type] ?? {};
      return [field, nullable && 'type' in schema ? emptied(schema) : schema];
    });
    const sent = types.filter(([field]) => !SYSTEM.test(field));
    const body = {
      type: 'object',
      additionalProperties: false,
      patternProperties: { [CUSTOM]: { type: ['string', 'number', 'boolean', 'null'] } },
      properties: { ...Object.fromEntries(sent), ...ABSENT[name] },
    };
    const links = [
      ...Object.keys(parents),
      ...Object.keys(children),
      ...('RecordTypeId' in (ABSENT[name] ?? {}) ? ['RecordType'] : []),
    ];
    const related = links.map((link) => [link, { type: ['object', 'null'] }]);
    return {
      name,
      create: { ...body, required: REQUIRED[name] ?? [] },
      // TaskSubtype is taken in a create only.
      update: { ...body, properties: { ...body.properties, TaskSubtype: false } },
      answer: {
        ...body,
        required: ['attributes'],
        properties: {
          attributes: { type: 'object', required: ['type', 'url'] },
          ...Object.fromEntries([...types, ...related]),
          ...ABSENT[name],
        },
      },
    };
  });
}
