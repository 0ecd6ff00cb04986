/** The packed package in a real Node-RED 4.1 on Node 20: every template from the package's examples, driven by webhooks. */
import { nodeRedTests } from './suites/node-red';

nodeRedTests('4');
