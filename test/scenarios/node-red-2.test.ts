import { openNodeRed } from './hosts/node-red';
import { halfOfCrms, runScenarios } from './run';

runScenarios(openNodeRed, 'node-red', halfOfCrms(2));
