// The invariants of all blocks: they fill the memory without a gap, each knows whether the one
// before it is free, and the free ones are exactly those of the lists. The debug build walks over
// all blocks whenever one has been taken or given back.

import {
  Block,
  bottom,
  dirty,
  end,
  firstLevelMap,
  firstLevels,
  free_,
  listAt,
  listOf,
  minBlock,
  prevFree,
  secondLevelMap,
  secondLevels,
  top,
} from './block';

export class Blocks {
  /** Asserts the invariants in the debug build. To be called after every call of `block`. */
  @inline
  static changed(): void {
    if (isDefined(TOPHASH_DEBUG)) checkBlocks();
  }
}

/** Traps with a message unless the blocks and the lists of the free ones are as they should be. */
function checkBlocks(): void {
  assert(bottom <= top && top <= dirty && dirty <= end, 'the blocks do not end in the memory');
  let unlisted = checkLists();
  let address = bottom;
  let before: usize = 0; // the block before, if it is free
  while (address < top) {
    const b = changetype<Block>(address);
    assert((b.info & 12) == 0 && b.size >= minBlock, 'not the header of a block');
    assert(b.size <= top - address, 'a block ends after the last');
    assert(((b.info & prevFree) != 0) == (before != 0), 'a block mistakes the one before it');
    assert(!before || b.prev == before, 'a block does not know where the one before it is');
    before = 0;
    if (b.info & free_) {
      assert((b.info & prevFree) == 0, 'two free blocks side by side');
      before = address;
      unlisted -= 1;
    }
    address += b.size;
  }
  assert(!before, 'the last block is free');
  assert(!unlisted, 'the free blocks are not those of the lists');
}

/** Checks the lists; returns how many blocks are in them. */
function checkLists(): u32 {
  let blocks: u32 = 0;
  for (let list: u32 = 0; list < firstLevels * secondLevels; list += 1) {
    let prev: usize = 0;
    let address = load<usize>(listAt(list));
    const map = load<u32>(secondLevelMap(list / secondLevels));
    const bit = (map >> (list % secondLevels)) & 1;
    assert((address != 0) == (bit != 0), 'a bitmap mistakes a list');
    assert(
      (map != 0) == (((firstLevelMap >> (list / secondLevels)) & 1) != 0),
      'a bitmap mistakes another',
    );
    while (address) {
      assert(address >= bottom && address < top, 'a list leads out of the blocks');
      const b = changetype<Block>(address);
      assert((b.info & free_) != 0 && listOf(b.size) == list, 'a block in a list not its own');
      assert(b.prevInList == prev, 'a list is broken');
      prev = address;
      address = b.nextInList;
      blocks += 1;
    }
  }
  return blocks;
}
