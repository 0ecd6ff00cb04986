import { openCore } from './hosts/core';
import { runScenarios } from './run';

runScenarios(openCore, 'core');
