import { Refusal } from '../errors';
import type { ObjectDef } from '../schema/types';
import type { Row, Values } from '../types';
import type { SaveContext } from './types';

const digits = (value: unknown): string => String(value ?? '').replace(/\D/g, '');

function doubles({ org }: SaveContext, object: string, field: string, values: Values, self?: Row): Row[] {
  const value = values[field];
  if (!value) return [];
  const isPhone = /phone/i.test(field);
  const same = (other: unknown): boolean =>
    isPhone
      ? digits(other) === digits(value)
      : String(other ?? '').toLowerCase() === String(value).toLowerCase();
  return org.rows(object).filter((row) => row !== self && !row.deleted && same(row.values[field]));
}

/** Duplicate rules of the org: throws DUPLICATES_DETECTED with the matches unless the rule and the header allow it. */
export function checkDuplicates(context: SaveContext, object: ObjectDef, values: Values, self?: Row): void {
  const allowed = /allowSave\s*=\s*true/i.test(context.headers['sforce-duplicate-rule-header'] ?? '');
  for (const { object: name, field, action } of context.duplicateRules) {
    if (name !== object.name || (action === 'allow' && allowed)) continue;
    const found = doubles(context, name, field, values, self);
    if (found.length === 0) continue;
    const matchRecords = found.map(({ id }) => ({
      additionalInformation: [],
      fieldDiffs: [],
      matchConfidence: 100,
      record: { attributes: { type: name, url: `/services/data/v67.0/sobjects/${name}/${id}` }, Id: id },
    }));
    const message = 'Use one of these records?';
    const duplicateResult = {
      allowSave: action === 'allow',
      duplicateRule: `Standard_${name}_Duplicate_Rule`,
      duplicateRuleEntityType: name,
      errorMessage: message,
      matchResults: [
        {
          entityType: name,
          errors: [],
          matchEngine: 'FuzzyMatchEngine',
          matchRecords,
          rule: `Standard_${name}_Match_Rule`,
          size: found.length,
          success: true,
        },
      ],
    };
    throw new Refusal(400, 'DUPLICATES_DETECTED', message, [], { [context.duplicateKey]: duplicateResult });
  }
}
