/** A CRM that is slow, refuses everything, or is down, until it is told to be well again. */
import type { Lab } from '../common/lab';
import type { Trouble } from './types';

const SLOW_MS = 2000;
/** Seconds a refused client is asked to wait. */
const WAIT_S = 5;

export function setTrouble(lab: Lab, trouble: Trouble): void {
  lab.faults.clear();
  if (trouble === 'slow') lab.faults.next({ answer: { delayMs: SLOW_MS } }, Infinity);
  if (trouble === 'refusing') lab.refuse(WAIT_S);
  if (trouble === 'down') lab.faults.next({ answer: 'dropBefore' }, Infinity);
}
