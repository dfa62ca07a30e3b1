// The Map of AssemblyScript's standard library: the same language as tophash's core, and another table.

import { readFileSync } from 'node:fs';
import { compileAssemblyScript, programOf } from '../rivals/install.js';

export default {
  title: 'AssemblyScript Map',
  side: 'rival',
  can: ['get', 'has', 'set', 'delete'],
  where: 'node',
  missing: compileAssemblyScript,
  takes: ({ brief, goKind }) => (brief && goKind === 'u32') || ['f64', 'u64'].includes(goKind),
  load({ goKind }) {
    const imports = {
      env: {
        abort: () => {
          throw new RangeError('out of memory');
        },
      },
    };
    const module = new WebAssembly.Module(readFileSync(programOf('assemblyscript')));
    const core = new WebAssembly.Instance(module, imports).exports;
    const [make, get, has, set, remove, size] = ['make', 'get', 'has', 'set', 'delete', 'size'].map(
      (name) => core[`${name}_${goKind}`],
    );
    class AssemblyScriptMap {
      #map = core.__pin(make());

      get(key) {
        const value = get(this.#map, key);
        return Number.isNaN(value) ? undefined : value;
      }

      has(key) {
        return has(this.#map, key) !== 0;
      }

      set(key, value) {
        set(this.#map, key, value);
      }

      delete(key) {
        return remove(this.#map, key) !== 0;
      }

      get size() {
        return size(this.#map);
      }

      dispose() {
        core.__unpin(this.#map);
      }
    }
    return { make: () => new AssemblyScriptMap(), drop: (map) => map.dispose() };
  },
};
