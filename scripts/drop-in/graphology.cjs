// The tests that graphology comes with, for Mocha, which is installed beside it.

const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');

const load = createRequire(require.main.filename);
const library = load.resolve('graphology');
const Graph = load(library);
const { default: specs } = load(join(dirname(library), '../specs/index.js'));

module.exports = specs(Graph, Graph);
