/** The packed package in a real Node-RED 5.0 on Node 24: every template from the package's examples, driven by webhooks. */
import { nodeRedTests } from './suites/node-red';

nodeRedTests('5');
