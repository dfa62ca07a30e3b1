// tophash for edge runtimes, which compile no bytes at run time, but what is imported as a module.

import { useModule } from './bare.js';
import core from './compiled.js';

useModule(core);

export * from './bare.js';
