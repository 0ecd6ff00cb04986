/** What the Find Responsible Manager nodes use. */
export { formatAnswer } from './answer-format';
export { answerRouting, DEFAULT_BUDGET_MS, type RoutingInput, type RoutingResult } from './answer-routing';
export { findResponsible } from './client-card';
export type { FindInput } from './find-input';
export { isTeamTrouble } from './reasons';
export type { OwnerMemory, RecentMemory } from './memory';
export { CARD_ORDER } from './responsible';
