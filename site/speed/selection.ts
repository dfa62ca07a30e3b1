// What is measured in the visitor's browser: a few of the suite's workloads, with the same contestants, keys
// and checks as in `npm run bench`.

export interface Cell {
  workload: string;
  kind: string;
  contestant: string;
}

export interface Plan {
  sizes: number[];
  /** Milliseconds for each figure. */
  time: number;
}

/** The rows of column calls. */
export const ROWS = 1_000_000;

export const PLANS = {
  brief: { sizes: [1000, 10_000], time: 25 },
  full: { sizes: [1000, 30_000, 1_000_000], time: 150 },
} satisfies Record<string, Plan>;

export type PlanName = keyof typeof PLANS;

const SINGLE = ['native-map', 'go-map', 'wasm-map'];
const COLUMNS = ['native-loop', 'go-map-columns'];

const CHOSEN: [string, string, string[]][] = [
  ['get-hit', 'int-random', SINGLE],
  ['get-hit', 'string-sliced', ['native-map', 'go-map']],
  ['fill', 'int-random', SINGLE],
  ['iterate', 'int-random', SINGLE],
  ['add-all', 'u32', COLUMNS],
];

/** What is shown as a figure of its own. */
export const FIGURES = CHOSEN.map(([workload, kind]) => ({ workload, kind }));

export const CELLS: Cell[] = CHOSEN.flatMap(([workload, kind, contestants]) =>
  contestants.map((contestant) => ({ workload, kind, contestant })),
);
