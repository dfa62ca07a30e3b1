// Rust's HashMap, which is hashbrown, in the contest of contest.ts: the same keys, the same calls. Its hash
// is that of assembly/hash/keyed.ts, so both maps can tell as well whose keys collide. Strings are of bytes
// here, as Rust has them, and of two bytes a character there.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher};

const SECRET: u64 = 0x2545f4914f6cdd1d;
const MULTIPLIER: u64 = 0xd1342543de82ef95;

#[derive(Clone, Default)]
struct Keyed(u64);

fn fold(x: u64) -> u64 {
    let x = (x ^ (x >> 32)).wrapping_mul(0xbf58476d1ce4e5b9);
    x ^ (x >> 32)
}

impl BuildHasher for Keyed {
    type Hasher = Keyed;

    fn build_hasher(&self) -> Keyed {
        Keyed(0)
    }
}

impl Hasher for Keyed {
    fn write(&mut self, bytes: &[u8]) {
        let mut state = SECRET.wrapping_add((bytes.len() as u64).wrapping_mul(0x9e3779b97f4a7c15));
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            let x = state ^ u64::from_le_bytes(word);
            state = (x & 0xffffffff).wrapping_mul(x >> 32) ^ x.rotate_left(32);
        }
        self.0 = fold(state.wrapping_mul(MULTIPLIER));
    }

    fn write_u8(&mut self, _end: u8) {} // after a string

    fn write_u32(&mut self, key: u32) {
        self.0 = fold((key as u64 ^ SECRET).wrapping_mul(MULTIPLIER));
    }

    fn write_u64(&mut self, key: u64) {
        let low = (key as u32 ^ SECRET as u32) as u64;
        let high = (key >> 32).wrapping_mul(SECRET | 1);
        self.0 = fold(low.wrapping_mul(MULTIPLIER).wrapping_add(high).wrapping_add(SECRET));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[derive(Clone, PartialEq)]
struct Float(f64);

impl Eq for Float {}

impl Hash for Float {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64((self.0 + 0.0).to_bits());
    }
}

trait Sample: Hash + Eq + Clone {
    fn sample(i: u32) -> Self;
}

impl Sample for u32 {
    fn sample(i: u32) -> u32 {
        i.wrapping_mul(2654435761)
    }
}

impl Sample for u64 {
    fn sample(i: u32) -> u64 {
        (i as u64).wrapping_mul(0x9e3779b97f4a7c15)
    }
}

impl Sample for Float {
    fn sample(i: u32) -> Float {
        Float(u64::sample(i) as f64)
    }
}

impl Sample for String {
    fn sample(i: u32) -> String {
        format!("key {}", u32::sample(i))
    }
}

struct Contest<K> {
    there: Vec<K>,
    absent: Vec<K>,
    map: HashMap<K, u32, Keyed>,
}

impl<K: Sample> Contest<K> {
    fn new(n: u32) -> Self {
        let there = (0..n).map(K::sample).collect();
        let absent = (n..2 * n).map(K::sample).collect();
        Contest { there, absent, map: HashMap::default() }
    }
}

trait Runs {
    fn shuffle(&mut self);
    fn run(&mut self, what: i32) -> f64;
}

impl<K: Sample> Runs for Contest<K> {
    fn shuffle(&mut self) {
        let mut x: u32 = 1;
        for i in (1..self.there.len()).rev() {
            x = x.wrapping_mul(1664525).wrapping_add(1013904223);
            self.there.swap(i, ((x as u64 * (i as u64 + 1)) >> 32) as usize);
        }
    }

    fn run(&mut self, what: i32) -> f64 {
        let map = &mut self.map;
        let sum: u64 = match what {
            0 => {
                *map = HashMap::default();
                for (i, key) in self.there.iter().enumerate() {
                    map.insert(key.clone(), i as u32);
                }
                map.len() as u64
            }
            1 => self.there.iter().map(|key| map[key] as u64).sum(),
            2 => self.absent.iter().map(|key| map.contains_key(key) as u64).sum(),
            3 => map.values().map(|value| *value as u64).sum(),
            _ => self.there.iter().map(|key| map.remove(key).is_some() as u64).sum(),
        };
        sum as f64
    }
}

thread_local! {
    /// The contest that was prepared last.
    static CONTEST: RefCell<Option<Box<dyn Runs>>> = RefCell::new(None);
}

#[no_mangle]
pub extern "C" fn prepare(kind: i32, n: u32) {
    let contest: Box<dyn Runs> = match kind {
        0 => Box::new(Contest::<u32>::new(n)),
        1 => Box::new(Contest::<u64>::new(n)),
        2 => Box::new(Contest::<Float>::new(n)),
        _ => Box::new(Contest::<String>::new(n)),
    };
    CONTEST.with(|last| *last.borrow_mut() = Some(contest));
}

#[no_mangle]
pub extern "C" fn shuffle() {
    CONTEST.with(|last| last.borrow_mut().as_mut().unwrap().shuffle());
}

#[no_mangle]
pub extern "C" fn run(what: i32) -> f64 {
    CONTEST.with(|last| last.borrow_mut().as_mut().unwrap().run(what))
}
