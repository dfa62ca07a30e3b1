// Notes in the core where the addresses of its area stand (assembly/area.ts), so that the module for the
// readers of a shared memory can have them moved (src/wasm/shared-module.ts). They are found by comparing
// the core with a build in which nothing differs but the place of the area: an address is whatever is
// `SHIFT` more there. If anything else differs, the build fails.

/** How far the area is moved in the other build: so little that no address, all even, takes a byte more. */
const SHIFT = 1;
const I32_CONST = 0x41;
/** What src/wasm/shared-module.ts looks for. */
const NAME = 'area';

/** The signed number in LEB128 at `at`, and where it ends. */
function readSigned(bytes, at) {
  let value = 0;
  let shift = 0;
  let byte;
  do {
    byte = bytes[at++];
    value |= (byte & 0x7f) << shift;
    shift += 7;
  } while (byte >= 0x80);
  if (shift < 32 && byte & 0x40) value |= -1 << shift;
  return [value, at];
}

function writeNumber(value) {
  const bytes = [];
  for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  bytes.push(value);
  return bytes;
}

/** The core with a custom section: how far each `i32.const` of an address is from the one before. */
export function noteAddresses(core, shifted) {
  const distances = [];
  let last = 0;
  for (let at = 0; at < core.length; at += 1) {
    if (core[at] === shifted[at]) continue;
    const [value, end] = readSigned(core, at);
    const [other, otherEnd] = readSigned(shifted, at);
    if (core[at - 1] !== I32_CONST || other - value !== SHIFT || otherEnd !== end) {
      throw new Error(`the shifted core differs at ${at} by more than an address`);
    }
    distances.push(...writeNumber(at - 1 - last));
    last = at - 1;
    at = end - 1;
  }
  if (core.length !== shifted.length) throw new Error('the shifted core is of another length');
  const content = [NAME.length, ...Buffer.from(NAME), ...distances];
  return Buffer.concat([core, Buffer.from([0, ...writeNumber(content.length), ...content])]);
}
