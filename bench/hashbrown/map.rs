// Rust's hash map (std's HashMap is hashbrown) with bulk get and bulk insert over columns, for
// bench/hashbrown/run.js. Its hasher is the keyed mix of assembly/hash/keyed.ts: the same strength.

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
    fn write_u64(&mut self, key: u64) {
        let k = &self.keyed;
        let low = (key as u32 ^ k.hash0) as u64;
        let high = (key >> 32).wrapping_mul(k.secret | 1);
        self.hash = fold(low.wrapping_mul(k.multiplier).wrapping_add(high).wrapping_add(k.secret));
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

macro_rules! exports {
    ($type:ty, $column:ident, $new_map:ident, $drop_map:ident, $insert:ident, $get:ident) => {
        #[no_mangle]
        pub extern "C" fn $column(n: usize) -> *mut $type {
            column(n)
        }
        #[no_mangle]
        pub extern "C" fn $new_map() -> *mut HashMap<$type, $type, Keyed> {
            new_map()
        }
        #[no_mangle]
        pub unsafe extern "C" fn $drop_map(map: *mut HashMap<$type, $type, Keyed>) {
            drop(Box::from_raw(map));
        }
        #[no_mangle]
        pub unsafe extern "C" fn $insert(
            map: *mut HashMap<$type, $type, Keyed>,
            keys: *const $type,
            values: *const $type,
            n: usize,
        ) {
            insert(map, keys, values, n);
        }
        #[no_mangle]
        pub unsafe extern "C" fn $get(
            map: *const HashMap<$type, $type, Keyed>,
            keys: *const $type,
            out: *mut $type,
            n: usize,
        ) {
            get(map, keys, out, n);
        }
    };
}

exports!(u32, column_u32, new_map_u32, drop_map_u32, insert_u32, get_u32);
exports!(u64, column_u64, new_map_u64, drop_map_u64, insert_u64, get_u64);

/// Reads the `n` places of `table` that `places` names, and nothing else: the least that a lookup in
/// memory of that size can cost.
#[no_mangle]
pub unsafe extern "C" fn gather_u32(table: *const u32, places: *const u32, out: *mut u32, n: usize) {
    for i in 0..n {
        *out.add(i) = *table.add(*places.add(i) as usize);
    }
}

#[no_mangle]
pub unsafe extern "C" fn gather_u64(table: *const u32, places: *const u64, out: *mut u64, n: usize) {
    for i in 0..n {
        *out.add(i) = *table.add(*places.add(i) as usize) as u64;
    }
}
