import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // One fewer by default, which on two processors is half the speed.
    maxWorkers: '100%',
    execArgv: ['--expose-gc'],
    testTimeout: 120_000,
    // The package as it is built, where a test asks for it: the driver must not transform it.
    server: { deps: { external: [/\/build\/index\.js$/] } },
  },
});
