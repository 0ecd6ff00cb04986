/** The packed package in a real Node-RED 5.0 on Node 24: every template, driven by webhooks, and every dialog in Chromium. */
import { nodeRedTests } from './suites/node-red';
import { darkTests } from './suites/node-red-dark';
import { firstStepsTests } from './suites/node-red-first-steps';

const host = nodeRedTests('5');
darkTests(host);
firstStepsTests(host);
