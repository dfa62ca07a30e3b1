// Stack, for what changes JavaScript objects in more than one step. A program may catch the error of a
// stack that runs out, so either all of the steps are taken or none.

/** Calls inside one another that take as much stack as anything that reserves it. */
const DEPTH = 1024;

function descend(depth: number): number {
  return depth === 0 ? 0 : 1 + descend(depth - 1);
}

/** Throws, as the engine does when stack runs out, unless there is enough of it. It takes some µs. */
export function reserveStack(): void {
  descend(DEPTH);
}
