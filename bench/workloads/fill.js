// `set` of new keys, until a map that began empty has all of them: its growths are part of it.

import { fill } from './parts/fill.js';

export default {
  title: 'fill, growing',
  group: 'write',
  unit: 'insert',
  needs: ['set'],
  grid: true,
  prepare: (context) => fill(context, () => context.use.make()),
};
