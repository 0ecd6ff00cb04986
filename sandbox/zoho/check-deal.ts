import { invalidData, mandatory, Refusal, type Place } from './errors';
import type { Org } from './org';
import { idOf } from './render';
import type { FakeLayout, FakePipeline, Values } from './types';

/** The layout a deal goes by; the first one when none is named. */
export function layoutOf(org: Org, values: Values): FakeLayout | undefined {
  const id = idOf(values['Layout']);
  return id === null ? org.dealLayouts[0] : org.dealLayouts.find((layout) => layout.id === id);
}
function pipelineOf(layout: FakeLayout, values: Values, place: (name: string) => Place): FakePipeline {
  const name = values['Pipeline'];
  if (name === undefined || name === null) {
    // Mandatory only where the layout says so (then the field is); else the layout's first pipeline is meant.
    const [first] = layout.pipelines;
    if (!first) throw mandatory(place('Pipeline'));
    return first;
  }
  const found = layout.pipelines.find((pipeline) => pipeline.name === name);
  if (!found) throw invalidData('invalid data', { expected_data_type: 'picklist', ...place('Pipeline') });
  return found;
}

/** Throws when layout, pipeline and stage do not belong together. `values` are those the deal will have. */
export function checkDeal(org: Org, values: Values, place: (name: string) => Place): void {
  const layout = layoutOf(org, values);
  if (!layout) throw invalidData('the id given seems to be invalid', { ...place('Layout') });
  const pipeline = pipelineOf(layout, values, place);
  const stage = values['Stage'];
  if (pipeline.stages.some(({ name }) => name === stage)) return;
  if (!org.stageNames.includes(String(stage)))
    throw invalidData('invalid data', { expected_data_type: 'picklist', ...place('Stage') });
  throw new Refusal(400, 'MAPPING_MISMATCH', 'the stage does not belong to the pipeline', {
    mapped_field: place('Pipeline'),
    ...place('Stage'),
  });
}
