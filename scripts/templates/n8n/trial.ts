/** A call that nobody made, to see what the workflow does with it before it is published. */
import { FIND } from './line';
import { core, ours, type Placed } from './workflow';

const START = 'Try It';
const CALL = 'Test Call';
/** Of the numbers that are kept for fiction: nobody's. */
export const TEST_NUMBER = '+12025550123';

export const trial = (): Placed[] => [
  core(['manualTrigger', 1], START, {}, [80, 200]),
  ours('ringostat', CALL, { operation: 'test', testNumber: TEST_NUMBER }, [240, 200]),
];

export const trialConnections: Record<string, string[][]> = { [START]: [[CALL]], [CALL]: [[FIND]] };
