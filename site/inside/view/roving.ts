// A list of buttons with a single stop for the tab key: the arrow keys, Home and End move inside it.

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at) => at + 1,
  ArrowRight: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  ArrowLeft: (at) => at - 1,
  Home: () => 0,
  End: (_, last) => last,
};

export function movedByArrows(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  const list = event.currentTarget as HTMLElement;
  const buttons = [...list.querySelectorAll<HTMLElement>('button')];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  buttons[step(at, buttons.length - 1)]?.focus();
  event.preventDefault();
}
