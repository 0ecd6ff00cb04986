/**
 * Everything the nodes share at run time. The build makes dist/core.js of this file and each node requires it, so that
 * what the process remembers (recent records, owners, lanes, limits) is one for all nodes.
 */
export * from '../../../core/index';
export * from './accounts';
export * from './cache';
export * from './clock';
export * from './errors';
export * from './items';
export * from './lists';
export * from './memory';
export * from './options';
export * from './passed';
export * from './ringostat';
