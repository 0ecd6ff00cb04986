import { createRecentMemory } from '../../core/apply/recent';
import { clock } from './clock';

/** What this process made and answered lately: one for all nodes of the pack, keyed by account and number. */
export const memory = createRecentMemory(clock);
