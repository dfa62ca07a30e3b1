// What went wrong through no fault of the program, such as a file that is not there: shown to the
// user as one line, without a stack.

export class Problem extends Error {}
