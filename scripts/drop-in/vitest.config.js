// Vitest for the tests that packages come with, which are in node_modules; some were written for Jest.

export default {
  test: {
    include: ['test/*.js', 'src/**/*.test.js'],
    exclude: [],
    globals: true,
    setupFiles: [new URL('jest.js', import.meta.url).pathname],
    server: { deps: { inline: true } },
    fileParallelism: false,
    cache: false,
  },
};
