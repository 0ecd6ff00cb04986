/**
 * Everything the nodes share at run time. The build makes dist/core.js of this file and each node requires it, so that
 * what the process remembers (recent records, owners, lanes, rate limits) is one for all nodes.
 */
export * from '../../core/index';
export { memory, openAccount, openRingostat } from './accounts';
export { kindOf, missingFields } from './auth';
export { accountFields, crmInfos } from './crms';
export type { OpenAccount } from './accounts';
export { answerWebhookNumber } from './answer';
export { after, clock } from './clock';
export { forgetSecrets, requestHead } from './incoming';
export { readBody } from './read-body';
export { journalOf } from './journal/watch';
export { listen, routePath } from './routes';
export type { HostApp, HostRequest, HostResponse, RouteHandler } from './host-app';
export { NodeError } from './node-error';
