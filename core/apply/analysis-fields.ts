/** Fields that are mapped from what an analysis says: set on the records that are there, too. */
import { valueOf } from '../attribution/values';
import type { FieldMapping } from '../attribution/types';
import type { FoundRecord } from '../model/record';
import type { FieldsStep } from '../model/plan';
import { keyOfCall } from '../matrix/this-call';
import { reason } from '../text/text';
import type { ApplyInput } from './types';

const fromAnalysis = ({ source }: FieldMapping): boolean =>
  source.type === 'variable' && source.name.trim().toLowerCase().startsWith('ai_');

/**
 * Takes what is to be applied; returns a step for each mapped field of each record found, none where the plan writes nothing of
 * the analysis. A field each, so that one that is refused takes no other with it (G-27).
 */
export function analysisFields({
  plan,
  event,
  client,
  settings,
}: Pick<ApplyInput, 'plan' | 'event' | 'client' | 'settings'>): FieldsStep[] {
  const writes = plan.steps.some(({ kind }) => kind === 'note' || kind === 'task');
  if (event.kind !== 'analysis' || !writes) return [];
  const { contact, lead, company, deal } = client;
  const found = [contact, lead, company, deal].filter((record): record is FoundRecord => record !== null);
  return settings.mapping.filter(fromAnalysis).flatMap((line): FieldsStep[] => {
    const record = found.find(({ entity }) => entity === line.entity);
    const value = valueOf(line, event);
    const field = line.field.trim();
    if (!record || value === null || field === '') return [];
    const { entity, id } = record;
    return [
      {
        id: `fields.${entity}.${field}`,
        kind: 'fields',
        key: `${keyOfCall(event)}_fields_${entity}_${field}`,
        reason: reason(plan.language, 'why.fields', { field }),
        target: { entity, id },
        values: { [field]: value },
      },
    ];
  });
}
