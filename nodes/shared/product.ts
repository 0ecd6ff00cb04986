/**
 * Everything the nodes share at run time. The build makes dist/core.js of this file and each node requires it, so that
 * what the process remembers (recent records, owners, lanes, limits) is one for all nodes.
 */
export * from '../../core/index';
export * from './accounts';
export * from './base-url';
export * from './cache';
export * from './choice';
export * from './clock';
export * from './crm-properties';
export * from './errors';
export * from './find/answer-properties';
export * from './find/answer-question';
export * from './find/asker';
export * from './find/properties';
export * from './find/team';
export * from './items';
export * from './lists';
export * from './memory';
export * from './nethunt-key';
export * from './oauth-addresses';
export * from './options';
export * from './passed';
export * from './ringostat';
export * from './salesforce-jwt';
export * from './sign-ins';
export * from './staff-lists';
export * from './table-json';
export * from './upsert/node';
export * from './zoho-hosts';
