// Compiles one mutation after the other, replays the recordings on it and tries the rules that they
// do not get to, up to the first difference. Runs in a thread of its own, since a broken map may
// never return.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import asc from 'assemblyscript/asc';
import { replay } from '../../test/conformance/replay.js';
import { rules } from '../../test/conformance/rules.js';
import { recordings } from '../../test/conformance/run.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The sources of the core by path, as they are. @type {Map<string, string>} */
const sources = new Map(
  readdirSync(join(root, 'assembly'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `assembly/${name.replaceAll('\\', '/')}`)
    .map((name) => [name, readFileSync(join(root, name), 'utf8')]),
);
const config = readFileSync(join(root, 'asconfig.json'), 'utf8');

/** The recordings, those that go through the most rules first and the long ones last. */
const files = recordings(workerData).sort((a, b) => rank(a) - rank(b));

function rank(name) {
  return (
    ['hard', 'samesize', 'iter', 'mixed', '.gj', 'stride'].findIndex((part) =>
      name.includes(part),
    ) >>> 0
  );
}

/** The files of which no recording calls anything: rules guard them. */
const BEYOND = ['fast', 'exports/ordered'];

/** The sources with the edits of a mutation. */
function mutated({ file, from, to, also }) {
  const result = new Map(sources);
  for (const edit of [{ file, from, to }, ...also]) {
    const name = `assembly/${edit.file}.ts`;
    const parts = (result.get(name) ?? '').split(edit.from);
    if (parts.length !== 2) {
      throw new Error(`found ${parts.length - 1} times in ${name}, not once: ${edit.from}`);
    }
    result.set(name, parts.join(edit.to));
  }
  return result;
}

async function compile(texts) {
  let binary;
  const args = ['assembly/conformance.ts', '--target', 'conformance', '--optimizeLevel', '1'];
  const { error, stderr } = await asc.main([...args, '--outFile', 'mutant.wasm'], {
    readFile: (name) => (name === 'asconfig.json' ? config : (texts.get(name) ?? null)),
    writeFile: (_name, contents) => {
      binary = contents;
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`does not compile: ${stderr.toString()}`);
  return new WebAssembly.Module(binary);
}

/** The first recording or rule that tells the mutant from Go's map, and how; null if none does. */
function firstDifference(module, mutation) {
  for (const file of BEYOND.includes(mutation?.file) ? [] : files) {
    try {
      replay(join(workerData, file), module);
    } catch (error) {
      return { file, how: error.message.slice(file.length + 2) };
    }
  }
  for (const [rule, keeps] of Object.entries(rules)) {
    try {
      keeps(module);
    } catch {
      return { file: 'a rule', how: rule };
    }
  }
  return null;
}

parentPort.on('message', async (mutation) => {
  try {
    const module = await compile(mutation ? mutated(mutation) : sources);
    parentPort.postMessage({ compiled: true });
    parentPort.postMessage({ difference: firstDifference(module, mutation) });
  } catch (error) {
    parentPort.postMessage({ error: error.message });
  }
});
