/** Every scenario in accounts that answer the other way wherever the world disagrees about a vendor: the same records. */
import { openCore } from './hosts/core';
import { chosenCrms, runScenarios } from './run';

/** Pipedrive comparing texts: organisations by a number with signs inside are not found (docs/pipedrive.md). */
const ORGANISATIONS = ['PD-12'];

runScenarios(openCore, 'core', chosenCrms(), {
  answers: 'other',
  otherwise: 'the vendor in the other way',
  without: ORGANISATIONS,
});
