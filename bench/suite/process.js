// A cell in a process of its own: its description is the argument, its rows are lines of the output.

import { writeSync } from 'node:fs';
import { measureCell } from './cell.js';

await measureCell(JSON.parse(process.argv[2]), (row) => writeSync(1, `${JSON.stringify(row)}\n`));
// A database has threads that would keep the process alive.
process.exit(0);
