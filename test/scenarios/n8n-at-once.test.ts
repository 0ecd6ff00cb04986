/** Smart forwarding where n8n's trigger answers the question itself: by the same rules, with no request more. */
import { openN8n } from './hosts/n8n';
import { chosenCrms, runScenarios } from './run';

runScenarios(() => openN8n('trigger'), 'n8n', chosenCrms(), {
  otherwise: 'answered by the trigger',
  only: /^F-/,
});
