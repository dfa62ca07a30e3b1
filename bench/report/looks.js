// What a contestant looks like in every chart: a colour that can be told from the others by people who see
// few colours (after Okabe and Ito), and a mark and a dash that can be told without any.

const STYLES = {
  'go-map': { colour: '#009e73', symbol: 'circle', dash: '' },
  'go-map-columns': { colour: '#009e73', symbol: 'circle', dash: '' },
  'wasm-map': { colour: '#0072b2', symbol: 'square', dash: '' },
  'wasm-set': { colour: '#56b4e9', symbol: 'square2', dash: '' },
  'native-map': { colour: '#7f7f7f', symbol: 'triangle', dash: '7 3' },
  'native-loop': { colour: '#7f7f7f', symbol: 'triangle', dash: '7 3' },
  'native-set': { colour: '#a6761d', symbol: 'triangle2', dash: '7 3' },
  object: { colour: '#b8860b', symbol: 'diamond', dash: '7 3' },
};

const COLOURS = ['#d55e00', '#cc79a7', '#e69f00', '#8c564b', '#9467bd', '#17a2b8', '#9a9a00'];
const SYMBOLS = ['cross', 'star', 'wye', 'times', 'asterisk', 'plus'];

/** The marks as characters, for a legend. */
export const SIGNS = {
  circle: '●',
  square: '■',
  square2: '◪',
  triangle: '▲',
  triangle2: '▼',
  diamond: '◆',
  cross: '✚',
  star: '★',
  wye: 'Y',
  times: '✖',
  asterisk: '✱',
  plus: '+',
};

/** The look of a contestant; `names` has all there are. Of the others no two have both colour and mark alike. */
export function lookOf(contestant, names) {
  if (STYLES[contestant]) return STYLES[contestant];
  const others = Object.keys(names.contestants).filter((name) => !(name in STYLES));
  const i = others.indexOf(contestant);
  return {
    colour: COLOURS[i % COLOURS.length],
    symbol: SYMBOLS[i % SYMBOLS.length],
    dash: '2 3',
  };
}

/** The colour of a cell of a heat map: green ahead, red behind, pale where it is even. */
export function heatColour(ratio) {
  const strength = Math.abs(ratio - 1) < 0.05 ? 0 : Math.min(1, Math.abs(Math.log2(ratio)) / 2.5);
  const lightness = 93 - 38 * strength;
  return `hsl(${ratio >= 1 ? 150 : 8} ${Math.round(70 * Math.sqrt(strength))}% ${Math.round(lightness)}%)`;
}
