// What a report calls things: plain data, so that a page has it too.

/** Titles and what else charts and tables need, of `{ contestants, workloads, kinds }`. */
export function namesOf({ contestants, workloads, kinds }) {
  const each = (things, of) =>
    Object.fromEntries(Object.entries(things).map(([name, thing]) => [name, of(thing)]));
  return {
    contestants: each(contestants, ({ title, side, against }) => ({ title, side, against })),
    workloads: each(workloads, ({ title, group, unit, sizeName = 'entries' }) => ({
      title,
      group,
      unit,
      sizeName,
    })),
    kinds: each(kinds, ({ title, about }) => ({ title, about })),
  };
}
