// Entries that move to another array are seen to move: their cells fly from where they were to where they
// are. Only where entries are drawn, a few at a time, and not for visitors who want less motion.

const MOST = 40;
const DURATION = 650;

interface Place {
  cell: HTMLElement;
  /** Of the array that the cell lies in. */
  address: string | undefined;
  box: DOMRect;
}

/** The cells that have keys, by key. */
function places(root: HTMLElement): Map<string, Place> {
  const cells = root.querySelectorAll<HTMLElement>('.array[data-density=entries] .cell[data-key]');
  return new Map(
    [...cells].map((cell) => {
      const { address } = (cell.closest('.array') as HTMLElement).dataset;
      return [cell.dataset.key as string, { cell, address, box: cell.getBoundingClientRect() }];
    }),
  );
}

/** Calls `draw`, and shows which entries it has put into another array. */
export function withFlights(root: HTMLElement, draw: () => void): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const before = still ? new Map<string, Place>() : places(root);
  draw();
  const moved = [...places(root)].flatMap(([key, { cell, address, box }]) => {
    const from = before.get(key);
    return from === undefined || from.address === address
      ? []
      : [{ cell, from: from.box, to: box }];
  });
  for (const { cell, from, to } of moved.slice(0, MOST)) fly(cell, from, to);
}

function fly(cell: HTMLElement, from: DOMRect, to: DOMRect): void {
  const start = { transform: `translate(${from.x - to.x}px, ${from.y - to.y}px)`, zIndex: 2 };
  cell.animate([start, { transform: 'none', zIndex: 2 }], {
    duration: DURATION,
    easing: 'cubic-bezier(.4, 0, .2, 1)',
  });
}
