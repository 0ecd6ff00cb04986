import { pipelineChoices, stageChoices, type AccountChoices } from './choices';
import { fillSelect, textOf } from './select';

/**
 * Two selects that depend on each other: stages are those of the pipeline. Resolves when they are filled; rejects when
 * the CRM cannot be asked (the stored values stay chosen).
 */
export async function dependentStages(
  choices: AccountChoices,
  pipeline: JQuery,
  stage: JQuery,
  stored: { pipeline: string; stage: string },
  none: string,
): Promise<void> {
  fillSelect(pipeline, [], stored.pipeline, none);
  fillSelect(stage, [], stored.stage, none);
  const pipelines = await choices.pipelines();
  fillSelect(pipeline, pipelineChoices(pipelines), stored.pipeline, none);
  fillSelect(stage, stageChoices(pipelines, stored.pipeline), stored.stage, none);
  // Node-RED fires change once by itself when the dialog opens: only another pipeline empties the stage.
  let shown = stored.pipeline;
  pipeline.off('change.ringostat').on('change.ringostat', () => {
    if (textOf(pipeline) === shown) return;
    shown = textOf(pipeline);
    fillSelect(stage, stageChoices(pipelines, textOf(pipeline)), '', none);
  });
}
