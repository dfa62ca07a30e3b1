// What snapshots need of the core beside columns: their checksum.

import { Checksum } from '../checksum';

export function beginChecksum(): void {
  Checksum.begin();
}

export function addToChecksum(data: usize, bytes: usize): void {
  Checksum.add(data, bytes);
}

/** Where the checksum, 8 bytes, is left. */
export function endChecksum(): usize {
  return Checksum.end();
}
