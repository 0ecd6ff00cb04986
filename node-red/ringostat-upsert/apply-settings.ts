import type { ApplySettings } from '../host/product';
import type { UpsertSettings } from './types';

/** Takes the settings of the node; returns those by which a plan is carried out. */
export function applySettingsOf(settings: UpsertSettings): ApplySettings {
  const { mapping, defaults = [], pipelineRules, pipeline, stage } = settings;
  return {
    mapping,
    defaults,
    pipelineRules,
    defaultPipeline: { pipeline: pipeline || null, stage: stage || null },
    names: Object.fromEntries(Object.entries(settings.names).filter(([, template]) => template !== '')),
  };
}
