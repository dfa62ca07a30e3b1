// `tophash.wasm` as edge runtimes and their bundlers import it: compiled. The build puts the file itself in the
// place of this module.

import type { WasmModule } from './js/lib-types.js';

declare const core: WasmModule;
export default core;
