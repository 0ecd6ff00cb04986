/** Pipelines are the record types of Opportunity, each with the stages of its sales process. */
import { CrmError } from '../../http/errors';
import type { CrmPipeline } from '../port';
import type { Row, SalesforceApi } from './api';
import { paths } from './endpoints';
import { asJson, listOf } from './errors';
import { text } from './records';
import { ONLY_PIPELINE } from './values';
import { said } from '../../text/said';

const QUERIES = {
  types:
    "SELECT Id,Name FROM RecordType WHERE SobjectType = 'Opportunity' AND IsActive = true ORDER BY Name LIMIT 200",
  stages:
    'SELECT ApiName,MasterLabel,IsClosed,SortOrder FROM OpportunityStage WHERE IsActive = true ORDER BY SortOrder LIMIT 200',
};
type Stage = CrmPipeline['stages'][number];

const stageOf = (row: Row): Stage => ({
  id: text(row, 'ApiName') ?? '',
  name: text(row, 'MasterLabel') ?? text(row, 'ApiName') ?? '',
  closed: row.IsClosed === true,
});

/** Stages that the record type's sales process has; all of them when Salesforce does not say. */
async function stagesOf(api: SalesforceApi, type: string, all: Stage[]): Promise<Stage[]> {
  try {
    const body = await api.get(paths.picklists('Opportunity', type), said('doing.readStagesOfType'));
    const values = listOf(asJson(asJson(body.picklistFieldValues).StageName).values);
    const allowed = new Set(values.map((value) => asJson(value).value));
    const left = all.filter(({ id }) => allowed.has(id));
    return left.length > 0 ? left : all;
  } catch (error) {
    if (error instanceof CrmError && error.kind !== 'credentialRefused') return all;
    throw error;
  }
}

/** Returns the record types in order of name; one pipeline of all stages where the org has none. Throws CrmError. */
export async function readPipelines(api: SalesforceApi): Promise<CrmPipeline[]> {
  const { types = [], stages = [] } = await api.rows(QUERIES, said('doing.readStages'));
  const all = stages.map(stageOf);
  if (types.length === 0) return [{ id: ONLY_PIPELINE, name: 'Opportunity', stages: all }];
  return Promise.all(
    types.map(async (row) => {
      const id = text(row, 'Id') ?? '';
      return { id, name: text(row, 'Name') ?? id, stages: await stagesOf(api, id, all) };
    }),
  );
}
