/** Deal pipelines and their stages, layout by layout. */
import type { HttpClient } from '../../http/types';
import type { CrmPipeline } from '../port';
import { paths } from './endpoints';
import { asJson, listOf, textOf } from './errors';
import { readLayouts } from './layouts';
import { said } from '../../text/said';

export interface DealPipeline extends CrmPipeline {
  /** Value of the deal's field Pipeline. */
  value: string;
  /** Layout to name in a new deal; null in the organisation's first one, which Zoho takes by itself. */
  layout: string | null;
  isDefault: boolean;
}
/** Between a pipeline's value and its layout, where there are several. */
const AT = '@layout:';

/**
 * Takes a pipeline id as `pipelines()` gives it; returns what a new deal carries. The id is the value Zoho stores, so
 * that a deal needs no look-up: values stay when a pipeline is renamed.
 */
export function placeOf(pipelineId: string): { value: string; layout: string | null } {
  const at = pipelineId.lastIndexOf(AT);
  return at < 0
    ? { value: pipelineId, layout: null }
    : { value: pipelineId.slice(0, at), layout: pipelineId.slice(at + AT.length) };
}

function toPipeline(row: unknown, layout: string | null): DealPipeline {
  const { display_value: name, actual_value: actual, maps, default: isDefault } = asJson(row);
  const value = textOf(actual) || textOf(name);
  const stages = listOf(maps)
    .map(asJson)
    .sort((a, b) => Number(a.sequence_number ?? 0) - Number(b.sequence_number ?? 0))
    .map((stage) => {
      const category = asJson(stage.forecast_category);
      const type = textOf(stage.forecast_type) || textOf(category.name);
      return {
        id: textOf(stage.actual_value) || textOf(stage.display_value),
        name: textOf(stage.display_value),
        closed: /closed/i.test(type),
      };
    });
  return {
    id: layout === null ? value : `${value}${AT}${layout}`,
    name: textOf(name) || value,
    value,
    layout,
    isDefault: isDefault === true,
    stages,
  };
}

/** Returns the pipelines of all active layouts, the default one first. Throws CrmError. */
export async function readPipelines(http: HttpClient, signal?: AbortSignal): Promise<DealPipeline[]> {
  const lane = signal ? 'urgent' : 'normal';
  const layouts = await readLayouts(http, 'Deals', signal);
  const lists = await Promise.all(
    layouts.map(async ({ id }, index) => {
      const { body } = await http.request(
        { method: 'GET', path: paths.pipelines, query: { layout_id: id }, signal },
        { action: said('doing.readPipelines'), lane },
      );
      return listOf(asJson(body).pipeline).map((row) => toPipeline(row, index === 0 ? null : id));
    }),
  );
  return lists.flat().sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
}

/** First open stage of the pipeline (of the first one when null); null when there is none. */
export function firstStage(
  pipelines: DealPipeline[],
  pipelineId: string | null,
): { pipeline: DealPipeline; stage: string } | null {
  const pipeline = pipelineId === null ? pipelines[0] : pipelines.find(({ id }) => id === pipelineId);
  const stage = pipeline?.stages.find(({ closed }) => !closed);
  return pipeline && stage ? { pipeline, stage: stage.id } : null;
}
