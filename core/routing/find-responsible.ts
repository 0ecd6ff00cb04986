/** What the Find Responsible Manager nodes use. */
export { formatAnswer } from './answer-format';
export { answerRouting, type RoutingInput } from './answer-routing';
export { findResponsible } from './client-card';
export type { FindInput } from './find-input';
export { isTeamTrouble } from './reasons';
export { CARD_ORDER } from './responsible';
