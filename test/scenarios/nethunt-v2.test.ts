/**
 * Every scenario of NetHunt by its second API: with no more than what public clients show, and with what one would guess
 * beside (times, links, reading by id).
 */
import { openCore } from './hosts/core';
import { runScenarios } from './run';

/** Which of several is the newest nobody can tell from records without times. */
const TIMES = ['G-03', 'F-07'];

runScenarios(openCore, 'core', ['nethunt'], { signIn: 'apiV2', tells: 'least', without: TIMES });
runScenarios(openCore, 'core', ['nethunt'], { signIn: 'apiV2', tells: 'all' });
