/** Findings of the health check, the same in every CRM. */
import { CrmError } from '../../http/errors';
import type { Words } from '../../model/said';
import { said, worded } from '../../text/said';
import type { CrmPipeline, HealthFinding } from '../port';

export const ok = (code: string, message: Words): HealthFinding => ({
  level: 'ok',
  code,
  ...worded(message, null),
});
export const problem = (code: string, message: Words, advice: Words): HealthFinding => ({
  level: 'problem',
  code,
  ...worded(message, advice),
});
export const warning = (code: string, message: Words, advice: Words): HealthFinding => ({
  ...problem(code, message, advice),
  level: 'warning',
});
/** A refusal met by a check. */
export const refused = (code: string, { words }: CrmError): HealthFinding =>
  problem(code, words.message, words.advice);

/**
 * One part of the check; a refusal that it meets is a finding. `account`: under which code a refused credential is told, whatever
 * part meets it.
 */
export async function check(
  code: string,
  work: () => Promise<HealthFinding[]>,
  account: string = code,
): Promise<HealthFinding[]> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    return [refused(`${error.kind === 'credentialRefused' ? account : code}.${error.kind}`, error)];
  }
}

/** Takes how many users can be given a record. `advice`: absent, they are to be invited. */
export function users(code: string, system: string, count: number, advice?: Words): HealthFinding {
  if (count > 0) return ok(code, said('health.usersActive', { count }));
  const invite = said('health.noActiveUser.invite', { system });
  return problem(`${code}.none`, said('health.noActiveUser', { system }), advice ?? invite);
}

/** Takes the deal pipelines; a new deal needs an open stage in each that may be chosen. */
export function pipelines(code: string, system: string, all: CrmPipeline[]): HealthFinding {
  const stuck = all.filter(({ stages }) => stages.every(({ closed }) => closed)).map(({ name }) => name);
  if (all.length > 0 && stuck.length === 0)
    return ok(code, said('health.pipelines', { names: all.map(({ name }) => name) }));
  const message =
    stuck.length > 0 ? said('health.pipelineStuck', { names: stuck }) : said('health.noPipeline', { system });
  return problem(`${code}.noStage`, message, said('health.pipeline.advice', { system }));
}
