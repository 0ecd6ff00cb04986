/**
 * Everything the nodes share at run time. The build makes dist/core.js of this file and each node requires it, so that
 * what the process remembers (recent records, owners, lanes, rate limits) is one for all nodes.
 */
export { applyPlan, type ApplySettings } from '../../../core/apply/apply-plan';
export { validateMapping } from '../../../core/attribution/mapping';
export type { CrmProvider } from '../../../core/crm/port';
export { EventError } from '../../../core/event/errors';
export { receiveWebhook, type TriggerSettings } from '../../../core/event/receive';
export type { RingostatEvent } from '../../../core/event/types';
export { CrmError } from '../../../core/http/errors';
export { applyMatrix } from '../../../core/matrix/apply-matrix';
export { parseTable } from '../../../core/matrix/parse-table';
export { presets } from '../../../core/matrix/presets';
export type { MatrixOptions, PresetId } from '../../../core/matrix/types';
export { phoneForms } from '../../../core/phone/phone';
export type { PhoneForms } from '../../../core/phone/types';
export { callKey } from '../../../core/plan/keys';
export type { Entity, Outcome, Plan, PlanStep, RecordRef } from '../../../core/plan/types';
export type { Ringostat } from '../../../core/ringostat/client';
export { rowToEvent } from '../../../core/ringostat/row';
export type { ContactCard, Span } from '../../../core/ringostat/types';
export { answerRouting, findResponsible } from '../../../core/routing/find-responsible';
export type { Client, ClientCard, RoutingAnswer } from '../../../core/routing/types';
export { matchTeam, parseTeam, type Team } from '../../../core/team';
export { memory, openAccount, openRingostat } from '../../../adapters/node-red/accounts';
export type { OpenAccount } from '../../../adapters/node-red/accounts';
export { answerWebhookNumber } from '../../../adapters/node-red/answer';
export { after, clock } from '../../../adapters/node-red/clock';
export { incoming } from '../../../adapters/node-red/incoming';
export { listen, routePath } from '../../../adapters/node-red/routes';
export type { HostApp, HostRequest, HostResponse, RouteHandler } from '../../../adapters/node-red/routes';
export { NodeError } from './node-error';
