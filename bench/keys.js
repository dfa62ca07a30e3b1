// Keys for the benchmarks. Key number i is the same for every competitor; keys are spread over their
// range, and looked up in an order that is not that of insertion.

/** A bijection on 32 bits (the finaliser of MurmurHash3, Appleby). */
export function mix(x) {
  x ^= x >>> 16;
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

const SMALL = 2 ** 30 - 1;

/** A bijection on 30 bits, of the same steps: integers that every engine keeps without a box. */
function mixSmall(x) {
  x ^= x >>> 15;
  x = Math.imul(x, 0x85ebca6b) & SMALL;
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35) & SMALL;
  return x ^ (x >>> 15);
}

const name = (i) => `user:${mix(i).toString(36)}`;
/** Long enough that V8 does not copy the parts. */
const longName = (i) => `identifier:${mix(i).toString(36)}`;

const MAKERS = {
  // What people have: ids and counters. Among all of u32, V8 boxes every second key.
  'u32-small': mixSmall,
  u32: mix,
  f64: (i) => mix(i) * 1.5 + 0.25,
  u64: (i) => (BigInt(mix(i)) << 32n) | BigInt(mix(~i)),
  string: name,
};

/** Keys of no kind that GoMap has. */
const OTHERS = {
  object: (i) => ({ i }),
};

/**
 * Strings by where they come from, because that is what engines make a difference of: of the kind
 * `string` are the very objects that were inserted; of these kinds are others that are equal. All
 * but the first are made anew before every pass, so that none has a hash yet.
 */
const COPIES = {
  'string-equal': { copy: (keys) => decoded(keys) },
  'string-sliced': { fresh: true, copy: sliced },
  'string-parsed': { fresh: true, copy: (keys) => JSON.parse(JSON.stringify(keys)) },
  'string-joined': { fresh: true, make: longName, copy: joined },
  'string-decoded': { fresh: true, copy: decoded },
};

function sliced(keys) {
  const lines = new TextDecoder().decode(new TextEncoder().encode(keys.join('\n')));
  return lines.split('\n');
}

function joined(keys) {
  return keys.map((key) => key.slice(0, 9) + key.slice(9));
}

function decoded(keys) {
  const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];
  return keys.map((key) => decoder.decode(encoder.encode(key)));
}

/** The kinds of keys that GoMap has. */
export const KINDS = [...Object.keys(MAKERS), ...Object.keys(COPIES)];

/** The kind of map for a kind of keys. */
export function mapKind(kind) {
  if (kind === 'u32-small') return 'u32';
  return isCopied(kind) ? 'string' : kind;
}

/** Whether the keys to look up are other strings than those that were inserted. */
export function isCopied(kind) {
  return kind in COPIES;
}

/** Whether the keys to look up are made anew for every pass. */
export function isFresh(kind) {
  return COPIES[kind]?.fresh === true;
}

/** `keys` as they are looked up: themselves, or equal ones. */
export function lookedUp(kind, keys) {
  return COPIES[kind]?.copy(keys) ?? keys;
}

/** `count` keys of a kind, from number `from` on. */
export function makeKeys(kind, from, count) {
  const make = MAKERS[kind] ?? OTHERS[kind] ?? COPIES[kind].make ?? name;
  return Array.from({ length: count }, (_, i) => make(from + i));
}

/** The same keys in another order, the same in every run. */
export function shuffled(keys) {
  const copy = keys.slice();
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = mix(i ^ 0x5bd1e995) % (i + 1);
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}

const FILLING = 'abcdefgh'.repeat(1024);

/** Key number `n` of mixed lengths: most are short, a tenth up to 400 characters, few up to 5 kB. */
export function churnKey(n) {
  const r = mix(n);
  const length =
    r % 1000 === 0 ? 1024 + (r >>> 20) : r % 10 === 0 ? (r >>> 8) % 400 : (r >>> 8) % 32;
  return `${n.toString(36)}:${FILLING.slice(0, length)}`;
}
