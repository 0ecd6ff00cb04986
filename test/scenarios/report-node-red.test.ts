import { openNodeRed } from './report/node-red';
import { runReportScenarios } from './report/run';

runReportScenarios(openNodeRed, 'node-red');
