import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/** Begins with the tests in pages, which take longest: last, they would keep one processor waiting. */
class PagesFirst extends BaseSequencer {
  async sort(files) {
    const sorted = await super.sort(files);
    const inPages = ({ moduleId }) => moduleId.endsWith('/browser/browser.test.ts');
    return [...sorted.filter(inPages), ...sorted.filter((file) => !inPages(file))];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // One fewer by default, which on two processors is half the speed.
    maxWorkers: '100%',
    sequence: { sequencer: PagesFirst },
    execArgv: ['--expose-gc'],
    testTimeout: 120_000,
    // The package as it is built, where a test asks for it: the driver must not transform it.
    server: { deps: { external: [/\/build\/index\.js$/] } },
  },
});
