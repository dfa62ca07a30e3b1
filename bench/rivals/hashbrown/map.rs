// Rust's hash map (std's HashMap is hashbrown) with bulk get and bulk insert over columns, for
// the benchmarks. Its hasher is the keyed mix of assembly/hash/keyed.ts: the same strength.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher};

#[derive(Clone)]
pub struct Keyed {
    secret: u64,
    multiplier: u64,
    hash0: u32,
}

pub struct KeyedHasher {
    keyed: Keyed,
    hash: u64,
}

impl BuildHasher for Keyed {
    type Hasher = KeyedHasher;

    #[inline]
    fn build_hasher(&self) -> KeyedHasher {
        KeyedHasher { keyed: self.clone(), hash: 0 }
    }
}

fn fold(x: u64) -> u64 {
    let x = (x ^ (x >> 32)).wrapping_mul(0xbf58476d1ce4e5b9);
    x ^ (x >> 32)
}

impl Hasher for KeyedHasher {
    fn write(&mut self, _bytes: &[u8]) {
        unreachable!();
    }

    #[inline]
    fn write_u32(&mut self, key: u32) {
        let k = &self.keyed;
        let x = key as u64 ^ k.secret.wrapping_add(k.hash0 as u64);
        self.hash = fold(x.wrapping_mul(k.multiplier));
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.hash
    }
}

/// `n` elements, which the host fills and reads.
fn column<T: Clone + Default>(n: usize) -> *mut T {
    let mut made = vec![T::default(); n];
    let address = made.as_mut_ptr();
    std::mem::forget(made);
    address
}

fn new_map<K, V>() -> *mut HashMap<K, V, Keyed> {
    let keyed = Keyed {
        secret: 0x243f6a8885a308d3,
        multiplier: 0x13198a2e03707345,
        hash0: 0xa4093822,
    };
    Box::into_raw(Box::new(HashMap::with_hasher(keyed)))
}

unsafe fn insert<K: Copy + Eq + Hash, V: Copy>(
    map: *mut HashMap<K, V, Keyed>,
    keys: *const K,
    values: *const V,
    n: usize,
) {
    let map = &mut *map;
    for i in 0..n {
        map.insert(*keys.add(i), *values.add(i));
    }
}

unsafe fn get<K: Copy + Eq + Hash, V: Copy + Default>(
    map: *const HashMap<K, V, Keyed>,
    keys: *const K,
    out: *mut V,
    n: usize,
) {
    let map = &*map;
    for i in 0..n {
        *out.add(i) = map.get(&*keys.add(i)).copied().unwrap_or_default();
    }
}

type Keys = HashMap<u32, u32, Keyed>;

#[no_mangle]
pub extern "C" fn column_u32(n: usize) -> *mut u32 {
    column(n)
}

#[no_mangle]
pub extern "C" fn new_map_u32() -> *mut Keys {
    new_map()
}

#[no_mangle]
pub unsafe extern "C" fn drop_map_u32(map: *mut Keys) {
    drop(Box::from_raw(map));
}

#[no_mangle]
pub unsafe extern "C" fn insert_u32(map: *mut Keys, keys: *const u32, values: *const u32, n: usize) {
    insert(map, keys, values, n);
}

#[no_mangle]
pub unsafe extern "C" fn get_u32(map: *const Keys, keys: *const u32, out: *mut u32, n: usize) {
    get(map, keys, out, n);
}
