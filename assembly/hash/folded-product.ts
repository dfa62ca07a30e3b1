// The step that Go's hash and Go's generator share (`mix` in Go's hash64.go): the high and the low
// half of a 128-bit product, xored. WebAssembly has no such product, so it takes four of 64 bits.

export function foldedProduct(a: u64, b: u64): u64 {
  const a0 = a & 0xffffffff;
  const a1 = a >> 32;
  const b0 = b & 0xffffffff;
  const b1 = b >> 32;
  const mid = a1 * b0 + ((a0 * b0) >> 32);
  const mid2 = a0 * b1 + (mid & 0xffffffff);
  return (a1 * b1 + (mid >> 32) + (mid2 >> 32)) ^ (a * b);
}
