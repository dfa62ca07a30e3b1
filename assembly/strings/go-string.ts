// A Go string as it lies in a cell: two words of 8 bytes, the address of its bytes and their
// number. Where code is generic over keys, the type `GoString` stands for string keys, and a key is
// the address of these words.

@unmanaged
export class GoString {
  data: usize;
  private dataHigh: u32;
  len: usize;
  private lenHigh: u32;
}
