// The same with room made for all keys before, by those who can.

import { fill } from './parts/fill.js';

export default {
  title: 'fill, room made',
  group: 'write',
  unit: 'insert',
  needs: ['set'],
  prepare: (context) => fill(context, () => context.use.make(context.size)),
};
