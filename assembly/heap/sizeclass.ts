// Go's size classes: how many bytes Go's allocator would give for a request. They decide how many
// spare buckets an array has, so they are part of the layout, whichever allocator serves it here.

/** Requests above this are rounded to pages. */
const maxSmallSize: usize = 32768;
const pageSize: usize = 8192;

const classes = memory.data<u16>([
  8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352,
  384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304,
  2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880,
  12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
]);

/** The size of the block that Go allocates for `size` bytes. */
export function roundupsize(size: u64): u64 {
  if (size > maxSmallSize) return (size + pageSize - 1) & ~(<u64>pageSize - 1);
  let class_ = classes;
  while (load<u16>(class_) < size) class_ += sizeof<u16>();
  return load<u16>(class_);
}
