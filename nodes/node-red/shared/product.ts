/**
 * Everything the nodes share at run time. The build makes dist/core.js of this file and each node requires it, so that
 * what the process remembers (recent records, owners, lanes, rate limits) is one for all nodes.
 */
export * from '../../../core/index';
export { memory, openAccount, openRingostat } from '../../../adapters/node-red/accounts';
export { kindOf, missingFields } from '../../../adapters/node-red/auth';
export { accountFields, crmInfos } from '../../../adapters/node-red/crms';
export type { OpenAccount } from '../../../adapters/node-red/accounts';
export { answerWebhookNumber } from '../../../adapters/node-red/answer';
export { after, clock } from '../../../adapters/node-red/clock';
export { forgetSecrets, requestHead } from '../../../adapters/node-red/incoming';
export { readBody } from '../../../adapters/node-red/read-body';
export { journalOf } from '../../../adapters/node-red/journal/watch';
export { listen, routePath } from '../../../adapters/node-red/routes';
export type { HostApp, HostRequest, HostResponse, RouteHandler } from '../../../adapters/node-red/host-app';
export { NodeError } from './node-error';
