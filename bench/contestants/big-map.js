// @keyv/bigmap, the most downloaded way past the limit of Map: it spreads keys over several native Maps.

import { installPackage } from '../rivals/install.js';
import { load } from '../rivals/load.js';

export default {
  title: '@keyv/bigmap',
  side: 'rival',
  can: ['get', 'has', 'set', 'delete', 'each', 'entries'],
  where: 'node',
  missing: () => installPackage('@keyv/bigmap'),
  takes: ({ brief }) => brief === true,
  async load() {
    const { BigMap } = await load('@keyv/bigmap');
    return { make: () => new BigMap() };
  },
};
