import { openN8n } from './report/n8n';
import { runReportScenarios } from './report/run';

runReportScenarios(openN8n, 'n8n');
