import { openNodeRed } from './hosts/node-red';
import { runScenarios } from './run';

runScenarios(openNodeRed, 'node-red');
