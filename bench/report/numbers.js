// How figures are written, on the page, in the documents and on the terminal.

/** Digits enough, and no more: 0.53, 7.6, 53, 1,234. */
function digits(n) {
  if (n < 0.05) return '0';
  return n >= 99.5 ? Math.round(n).toLocaleString('en') : n.toPrecision(2);
}

/** A time in ns, in the unit that suits it. */
export function time(ns) {
  if (ns >= 999.5e6) return `${digits(ns / 1e9)} s`;
  if (ns >= 999.5e3) return `${digits(ns / 1e6)} ms`;
  if (ns >= 9_999.5) return `${digits(ns / 1e3)} µs`;
  return `${digits(ns)} ns`;
}

/** How many times as fast as native: `1.3x`; `even` if they differ by less than a twentieth. */
export function times(ratio) {
  const text = ratio.toFixed(ratio >= 9.95 ? 0 : ratio < 0.095 ? 2 : 1);
  return text === '1.0' ? 'even' : `${text}x`;
}

/** Half the spread of the rounds, in percent; nothing where there was only one. */
export function spreadText([middle, least, greatest, rounds]) {
  return middle === 0 || rounds < 2 ? '' : `±${Math.round(((greatest - least) / middle) * 50)}%`;
}

/** 1000 or 1e6, as an axis has room for. */
export function size(n) {
  if (n >= 1e6) return `${n / 1e6}M`;
  return n >= 1000 ? `${n / 1000}k` : String(n);
}

/** Of how many rows the machine was busy with something else, if of any. */
export function noiseText(rows) {
  const noisy = rows.filter((row) => row.noisy).length;
  if (noisy === 0) return undefined;
  return `Of the ${rows.length} measurements, ${noisy} were taken while the machine was busy with other work as well.`;
}
