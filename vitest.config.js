import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    execArgv: ['--expose-gc'],
    testTimeout: 120_000,
    // The package as it is built, where a test asks for it: the driver must not transform it.
    server: { deps: { external: [/\/build\/index\.js$/] } },
  },
});
