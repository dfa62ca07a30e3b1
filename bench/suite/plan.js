// What is to be measured, as a list of groups. A group is one workload with one kind of keys and some sizes
// in one engine, and its contestants: they are measured in turn, round by round, so that what changes about
// the machine meanwhile hits all of them alike. Pure: what there is comes in as arguments.

/** Half a decade apart, from a handful to ten million. */
export const GRID = [
  4, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000,
  10_000_000,
];
export const SIZES = [1000, 100_000, 1_000_000];

/** Sizes up to this share a process; greater ones have one each, since they leave a heap behind. */
const SHARED = 100_000;

/** The workload's kinds, of all `KINDS`. */
function kindsOf(workload, kinds) {
  const { kinds: wanted, copies } = workload;
  return Object.entries(kinds).filter(([name, kind]) => {
    if (Array.isArray(wanted)) return wanted.includes(name);
    if (typeof wanted === 'function') return wanted(kind);
    if (wanted === 'brief') return kind.brief === true;
    // Where the keys that are looked up come from makes no difference to a workload that looks up none.
    return !kind.text && !(copies === false && kind.copy);
  });
}

function sizesOf(workload, kind, brief, sizes) {
  if (sizes) return sizes;
  if (workload.sizes) return workload.sizes;
  if (workload.grid) return kind.brief && !brief ? GRID : SIZES;
  // Two sizes show how kinds of keys differ; the third takes longer than the two.
  return workload.kinds || kind.brief ? SIZES : SIZES.slice(0, 2);
}

/** Sizes that share a process, together. */
function processes(workload, sizes) {
  if (workload.apart) return sizes.map((size) => [size]);
  const shared = sizes.filter((size) => size <= SHARED);
  const alone = sizes.filter((size) => size > SHARED).map((size) => [size]);
  return shared.length > 0 ? [shared, ...alone] : alone;
}

/** Variants that share a process, together; null stands for a workload that has none. */
function variantsOf({ variants = [null], apart }) {
  return apart ? variants.map((variant) => [variant]) : [variants];
}

/** Whether a contestant can take part: it `can` what the workload needs, or `measures` it all by itself. */
function takesPart(contestant, [name, workload], kind, kinds, onNode) {
  if (!onNode && (contestant.where === 'node' || workload.where === 'node')) return false;
  const { can, measures = [] } = contestant;
  if (!measures.includes(name) && !workload.needs.every((need) => can.includes(need))) return false;
  const all = workload.takesAll?.map((name) => kinds[name]) ?? [kind];
  return all.every((one) => contestant.takes(one));
}

/** A pattern of `--filter` stands for names that contain it; parts for workload/keys/contestant. */
export function matches(filter, workload, kind, contestant) {
  if (!filter) return true;
  return filter.split(',').some((pattern) => {
    const parts = pattern.split('/');
    const names = [workload, kind, contestant];
    if (parts.length === 1)
      return names.some((name) => name === pattern) || workload.includes(pattern);
    return parts.every((part, i) => part === '' || part === '*' || names[i].includes(part));
  });
}

/**
 * The groups for `engines`, which are `{ name, onNode, brief }`; a brief one gets fewer kinds
 * and sizes, and no rivals. Options: `parts` (see presets.js), `filter`, `sizes`, `rows`, `time`.
 */
export function plan({ contestants, workloads, kinds, engines, options }) {
  const { parts, filter, rows, time } = options;
  const groups = [];
  for (const { name: engine, onNode, brief } of engines) {
    for (const part of parts.filter((one) => !brief || one.brief)) {
      const wants = (what, name) => part[what]?.includes(name) ?? true;
      for (const [workloadName, workload] of Object.entries(workloads)) {
        if (!wants('workloads', workloadName)) continue;
        for (const [kindName, kind] of kindsOf(workload, kinds)) {
          if (!wants('kinds', kindName) || (brief && !kind.brief)) continue;
          const players = Object.keys(contestants).filter(
            (name) =>
              wants('contestants', name) &&
              matches(filter, workloadName, kindName, name) &&
              !(brief && contestants[name].side === 'rival') &&
              takesPart(contestants[name], [workloadName, workload], kind, kinds, onNode),
          );
          // A contestant of ours and nobody to compare it with is no contest; `--filter` may ask for it.
          if (players.length < (filter ? 1 : 2)) continue;
          const all = sizesOf(workload, kind, brief, options.sizes ?? part.sizes);
          for (const sizes of processes(workload, all)) {
            for (const some of variantsOf(workload)) {
              groups.push({
                engine,
                workload: workloadName,
                kind: kindName,
                sizes,
                variants: some,
                contestants: players,
                rows,
                time,
              });
            }
          }
        }
      }
    }
  }
  return groups;
}

/** Whether a row is that of a size and a variant of a group. */
export function isRowOf(row, size, variant) {
  return row.size === size && (row.variant ?? null) === variant;
}

/** What tells a row of a group from the others. */
export function rowOf(size, variant) {
  return variant === null ? { size } : { size, variant };
}

/** The name of a cell, the same in every run of the same plan. */
export function cellId({ engine, workload, kind, sizes, variants }, contestant) {
  return [engine, workload, kind, sizes.join('+'), variants.join('+'), contestant].join('|');
}

/** A guess of how many seconds a cell takes; the run corrects it as it goes. */
export function guess({ sizes, variants, time, workload, kind }, rows) {
  const goesOverRows = ['group', 'add-all', 'join', 'distinct'].some((w) => workload.startsWith(w));
  const entry = kind.startsWith('string') ? 3.5e-6 : 1.4e-6;
  const each = sizes.map((size) => (1.5 * time) / 1000 + (goesOverRows ? rows : size) * entry);
  return 0.1 + variants.length * each.reduce((sum, seconds) => sum + seconds, 0);
}
