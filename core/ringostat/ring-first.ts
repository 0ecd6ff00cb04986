/**
 * Who is rung first by a call back: Ringostat's `manager_dst`. 0 rings the `callee` first, who is the employee here, and this is
 * what people want: nobody is rung to hear a dial tone. Ringostat's own sample and another user say 1; two users found 0, one of
 * them after his clients were rung first. So the choice is always sent, and can be changed. Both hosts' forms begin with it.
 */
export const EMPLOYEE_FIRST = 0;
