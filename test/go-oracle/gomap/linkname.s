// No code: a package with an assembly file may declare functions without a
// body, and the linkname directives bind those to functions of the runtime.
