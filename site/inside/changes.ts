// What an operation has done to the table, in words: told from what `inspect` said before and after.

import type { Inspection } from 'tophash';
import type { Key } from './kinds.js';

type Table = Inspection<Key, number>;

const arrayOf = ({ buckets }: Table) => buckets.length;

export function changes(before: Table, after: Table): string[] {
  return [
    firstArray(before, after),
    begun(before, after),
    moved(before, after),
    finished(before, after),
    chained(before, after),
    reseeded(before, after),
  ].filter((text) => text !== undefined);
}

function firstArray(before: Table, after: Table) {
  if (before.buckets.length > 0 || after.buckets.length === 0) return undefined;
  return `The map gets its first array: ${counted(arrayOf(after), 'bucket')}.`;
}

/** Whether the table has left the array it had. */
function hasLeft(before: Table, after: Table) {
  return before.buckets.length > 0 && before.header.buckets !== after.header.buckets;
}

function begun(before: Table, after: Table) {
  if (!hasLeft(before, after)) return undefined;
  return arrayOf(after) === arrayOf(before)
    ? `Too many overflow buckets: a growth to an array of the same size begins.`
    : `The table doubles, from ${arrayOf(before)} to ${counted(arrayOf(after), 'bucket')}.`;
}

function evacuated({ oldBuckets }: Table) {
  return oldBuckets?.filter(({ evacuated }) => evacuated).length ?? 0;
}

function moved(before: Table, after: Table) {
  const earlier = hasLeft(before, after) ? 0 : evacuated(before);
  const now = evacuated(after) - earlier;
  if (after.oldBuckets === null || now === 0) return undefined;
  return `This write moved ${counted(now, 'old bucket')}; ${evacuated(after)} of ${after.oldBuckets.length} are empty now.`;
}

function finished(before: Table, after: Table) {
  if (after.oldBuckets !== null) return undefined;
  if (before.oldBuckets === null && !hasLeft(before, after)) return undefined;
  return 'The growth is complete, and the old array is gone.';
}

function chained(before: Table, after: Table) {
  const more = links(after) - links(before);
  if (more <= 0 || hasLeft(before, after)) return undefined;
  return `A bucket was full: ${more === 1 ? 'an overflow bucket is' : `${more} overflow buckets are`} chained to it.`;
}

function links({ buckets }: Table) {
  return buckets.reduce((sum, { overflow }) => sum + overflow.length, 0);
}

function reseeded(before: Table, after: Table) {
  if (before.header.hash0 === after.header.hash0) return undefined;
  return 'The map became empty, and drew a new hash0.';
}

export function counted(count: number, what: string, plural = `${what}s`) {
  return `${count} ${count === 1 ? what : plural}`;
}
