// Stack. A call that runs out of stack ends with an error, and programs catch it: compilers, parsers
// and memoised recursion do. Engines look for room at the beginning of every function. So what one
// function does between two calls, it does as a whole. Everything that takes more than one function
// to change a map, an iterator or the heap reserves stack first: `reserve` throws unless there is
// enough for the rest, and nothing has changed.
//
// No engine tells how much stack is left. But each looks for all of a frame at once, and a frame is
// as large as its function may ever need. `frame` has a branch that is never taken and would keep
// 120 values during a call, so for 3 ns it finds out whether there is a KiB more.

// In a module of somebody else's nothing is reserved: there, running out of stack is the end of the whole
// program, of its collector as much as of its maps.
//
// What reserves stack may call what reserves less, but nothing that reserves as much: that could throw
// half-way.

/** KiB for functions that call nothing but one another. */
export const fewFrames: u32 = 2;
/** KiB for any path of the allocator, which needs less than half as much. */
export const heapFrames: u32 = 3;
/** For any path of the map, with one of the allocator at its end. */
export const tableFrames: u32 = 8;
/** For one of the map that comes after something else was done. */
export const callFrames: u32 = 11;

/** A word that is always 0, but no compiler knows. */
const never = memory.data(8, 8);

export class Stack {
  /** Throws, as the engine does when stack runs out, unless there are `frames` KiB of it. */
  @inline
  static reserve(frames: u32): void {
    if (isDefined(TOPHASH_HOST)) frame(frames);
  }

  @inline
  static w(i: usize): u64 {
    return load<u64>(never + i * 8);
  }
}

/** Throws unless there is stack for `frames` frames of a KiB. Returns nothing of interest. */
export function frame(frames: u32): u64 {
  if (load<u64>(never)) {
    // biome-ignore format: the words on the left stay on the stack until the call on the right is over
    return (
      Stack.w(0) ^ ( Stack.w(1) ^ ( Stack.w(2) ^ ( Stack.w(3) ^ ( Stack.w(4) ^ ( Stack.w(5) ^ (
      Stack.w(6) ^ ( Stack.w(7) ^ ( Stack.w(8) ^ ( Stack.w(9) ^ ( Stack.w(10) ^ ( Stack.w(11) ^ (
      Stack.w(12) ^ ( Stack.w(13) ^ ( Stack.w(14) ^ ( Stack.w(15) ^ ( Stack.w(16) ^ ( Stack.w(17) ^ (
      Stack.w(18) ^ ( Stack.w(19) ^ ( Stack.w(20) ^ ( Stack.w(21) ^ ( Stack.w(22) ^ ( Stack.w(23) ^ (
      Stack.w(24) ^ ( Stack.w(25) ^ ( Stack.w(26) ^ ( Stack.w(27) ^ ( Stack.w(28) ^ ( Stack.w(29) ^ (
      Stack.w(30) ^ ( Stack.w(31) ^ ( Stack.w(32) ^ ( Stack.w(33) ^ ( Stack.w(34) ^ ( Stack.w(35) ^ (
      Stack.w(36) ^ ( Stack.w(37) ^ ( Stack.w(38) ^ ( Stack.w(39) ^ ( Stack.w(40) ^ ( Stack.w(41) ^ (
      Stack.w(42) ^ ( Stack.w(43) ^ ( Stack.w(44) ^ ( Stack.w(45) ^ ( Stack.w(46) ^ ( Stack.w(47) ^ (
      Stack.w(48) ^ ( Stack.w(49) ^ ( Stack.w(50) ^ ( Stack.w(51) ^ ( Stack.w(52) ^ ( Stack.w(53) ^ (
      Stack.w(54) ^ ( Stack.w(55) ^ ( Stack.w(56) ^ ( Stack.w(57) ^ ( Stack.w(58) ^ ( Stack.w(59) ^ (
      Stack.w(60) ^ ( Stack.w(61) ^ ( Stack.w(62) ^ ( Stack.w(63) ^ ( Stack.w(64) ^ ( Stack.w(65) ^ (
      Stack.w(66) ^ ( Stack.w(67) ^ ( Stack.w(68) ^ ( Stack.w(69) ^ ( Stack.w(70) ^ ( Stack.w(71) ^ (
      Stack.w(72) ^ ( Stack.w(73) ^ ( Stack.w(74) ^ ( Stack.w(75) ^ ( Stack.w(76) ^ ( Stack.w(77) ^ (
      Stack.w(78) ^ ( Stack.w(79) ^ ( Stack.w(80) ^ ( Stack.w(81) ^ ( Stack.w(82) ^ ( Stack.w(83) ^ (
      Stack.w(84) ^ ( Stack.w(85) ^ ( Stack.w(86) ^ ( Stack.w(87) ^ ( Stack.w(88) ^ ( Stack.w(89) ^ (
      Stack.w(90) ^ ( Stack.w(91) ^ ( Stack.w(92) ^ ( Stack.w(93) ^ ( Stack.w(94) ^ ( Stack.w(95) ^ (
      Stack.w(96) ^ ( Stack.w(97) ^ ( Stack.w(98) ^ ( Stack.w(99) ^ ( Stack.w(100) ^ ( Stack.w(101) ^ (
      Stack.w(102) ^ ( Stack.w(103) ^ ( Stack.w(104) ^ ( Stack.w(105) ^ ( Stack.w(106) ^ ( Stack.w(107) ^ (
      Stack.w(108) ^ ( Stack.w(109) ^ ( Stack.w(110) ^ ( Stack.w(111) ^ ( Stack.w(112) ^ ( Stack.w(113) ^ (
      Stack.w(114) ^ ( Stack.w(115) ^ ( Stack.w(116) ^ ( Stack.w(117) ^ ( Stack.w(118) ^ ( Stack.w(119) ^ (
      frame(frames)))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
    );
  }
  if (frames > 1) return frame(frames - 1) ^ 1; // not the last thing done, or it would be a loop
  return 0;
}
