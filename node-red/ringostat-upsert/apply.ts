import { requireClient, requireEvent, requirePlan } from '../host/payload';
import { applyPlan, clock, failureOf, memory, outcomeText, withSummary } from '../host/product';
import { applySettingsOf } from './apply-settings';
import type { Run } from './run';

/**
 * Operation "Apply plan": carries the plan out and adds `payload.outcome`. With a failed step the message is not sent on:
 * it goes to Catch with the outcome inside, and running it again finishes what is left.
 */
export async function runPlan(run: Run, dryRun: boolean): Promise<void> {
  const { payload, settings, account } = run;
  const plan = requirePlan(payload);
  const event = requireEvent(payload);
  const outcome = await applyPlan(
    {
      plan,
      event,
      client: requireClient(payload),
      senior: payload.senior?.crmUserId ?? null,
      settings: applySettingsOf(settings),
      dryRun,
      memory,
      accountKey: account.key,
    },
    account.provider,
    clock,
  );
  payload.outcome = outcome;
  // Catch gets the message as it is, with what was done and what was not.
  Object.assign(payload, withSummary(payload));
  const fault = outcome.dryRun ? null : failureOf(outcome, account.provider.label);
  if (fault) throw fault;
  run.finish(payload, outcomeText({ ...payload, event }) || run.text(outcome.dryRun ? 'dryRun' : 'done'));
}
