// Looks at every file before any work begins: better one clear line now than half an output.

import { open } from 'node:fs/promises';
import { printable } from './format.js';
import { Problem } from './problem.js';

/** How much of a file tells whether it is text. */
const HEAD = 64 * 1024;

const REASONS = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a directory',
  ELOOP: 'its symbolic links go in circles',
  ENAMETOOLONG: 'its name is too long',
};

/** Bytes of the files together. Throws a `Problem` for the first that is no readable text. */
export async function checkFiles(paths) {
  let total = 0;
  for (const path of paths) total += await checkFile(path);
  return total;
}

async function checkFile(path) {
  let file;
  try {
    file = await open(path);
    const stat = await file.stat();
    if (stat.isDirectory()) throw unreadable(path, REASONS.EISDIR);
    if (!stat.isFile()) throw unreadable(path, 'it is not a regular file');
    const head = Buffer.alloc(Math.min(HEAD, stat.size));
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    checkText(path, head.subarray(0, bytesRead), bytesRead < stat.size);
    return stat.size;
  } catch (error) {
    throw asProblem(path, error);
  } finally {
    await file?.close();
  }
}

function checkText(path, head, more) {
  if (head.includes(0)) throw unreadable(path, 'it is a binary file (it contains NUL bytes)');
  try {
    // A character may be cut at the end of the head.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: more });
  } catch {
    throw unreadable(path, 'it is not text in UTF-8');
  }
}

/** An error of the file system in words; anything else as it is. */
export function asProblem(path, error) {
  if (error instanceof Problem || typeof error.code !== 'string') return error;
  return unreadable(path, REASONS[error.code] ?? error.message);
}

function unreadable(path, reason) {
  return new Problem(`cannot read ${printable(path)}: ${reason}`);
}
