import { openN8n } from './hosts/n8n';
import { runScenarios } from './run';

runScenarios(openN8n, 'n8n');
