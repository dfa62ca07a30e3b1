// The walk for every kind of number. Returns the number of a step that went wrong, 0 for none.

import { setSeed } from 'tophash/assembly';
import { differ } from './model';

export function numbers(steps: i32): i32 {
  setSeed(steps);
  let bad = 0;
  bad |= differ<i8, i8>(steps, 600);
  bad |= differ<u8, i16>(steps, 600);
  bad |= differ<i16, u16>(steps, 3000);
  bad |= differ<u16, u8>(steps, 3000);
  bad |= differ<i32, u32>(steps, 3000);
  bad |= differ<u32, i32>(steps, 3000);
  bad |= differ<i64, u64>(steps, 3000);
  bad |= differ<u64, i64>(steps, 3000);
  bad |= differ<bool, f64>(steps, 3);
  bad |= differ<f32, f32>(steps, 3000);
  bad |= differ<f64, bool>(steps, 3000);
  return bad;
}
