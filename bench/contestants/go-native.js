// Go's own map, compiled to machine code: the original of tophash's.

import { goProgram } from '../rivals/install.js';
import { go } from './parts/go.js';

export default go("Go's map, native", 'native', [goProgram]);
