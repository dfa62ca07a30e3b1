// Random bits in Node, for seeds. Node loads its Web Crypto when `crypto` is first named: 4 to 6 ms, a quarter
// of what a program waited for its first map. The kernel's generator, which seeds that of Web Crypto, is a file:
// 0.1 to 0.5 ms for the first words, and 36 ns for each further map, where Web Crypto takes 9.

interface Files {
  openSync(path: string): number;
  readSync(file: number, into: Uint32Array): number;
  closeSync(file: number): void;
}

interface Runtime {
  process?: { platform?: string; getBuiltinModule?(name: 'node:fs'): Files };
  Deno?: unknown;
}

/** Node's file system where there is such a file, and Web Crypto is loaded by a getter that nobody has replaced. */
function fileSystem(): Files | undefined {
  const { process, Deno } = globalThis as Runtime;
  // On Windows, anyone may put a file there. Deno would ask whether the program may read it.
  if (process?.platform === 'win32' || Deno !== undefined) return undefined;
  if (!Object.getOwnPropertyDescriptor(globalThis, 'crypto')?.get) return undefined;
  return process?.getBuiltinModule?.('node:fs');
}

/** Fills `words` from the kernel's generator. Returns whether it could. */
export function fillFromKernel(words: Uint32Array): boolean {
  const files = fileSystem();
  if (files === undefined) return false;
  try {
    const file = files.openSync('/dev/urandom');
    try {
      return files.readSync(file, words) === words.byteLength;
    } finally {
      files.closeSync(file);
    }
  } catch {
    return false; // such as with `node --permission`
  }
}
