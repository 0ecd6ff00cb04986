/** The packed package in a real Node-RED 4.1 on Node 20: every template, driven by webhooks, and every dialog in Chromium. */
import { nodeRedTests } from './suites/node-red';

nodeRedTests('4');
