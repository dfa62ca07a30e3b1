// The seeds of maps that are made without one: each takes the next number of a generator (splitmix64).
// The module's owner starts the generator. Nothing is imported, so without him every run is the same.

let state: u64 = 0;

/** Makes maps from now on take their seeds from `seed`: a random one where keys come from outside. */
export function setSeed(seed: u64): void {
  state = seed;
}

/** The seed of the next map. */
export function nextSeed(): u64 {
  state += 0x9e3779b97f4a7c15;
  let z = state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}
