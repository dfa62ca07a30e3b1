// Which file may import which, types included: nowhere in a circle, and in the core and the wrapper
// only downwards. Each list goes from top to bottom. A name stands for a file, a folder or both, `*`
// for every file that no name stands for; names that share a line do not import each other.
// `npm run imports` checks this. Its tool parses with TypeScript's JavaScript API, which version 7
// does not have: so package.json asks for TypeScript 6 beside the 7 that checks the types.

/** The core: from what the host calls, through Go's map, down to what the host provides. */
const assembly = [
  ['index', 'conformance', 'probe'],
  ['exports', 'library'],
  ['columns'],
  ['*'],
  ['hash'],
  ['strings'],
  ['retire'],
  ['hiter'],
  ['hmap', 'bmap', 'heap'],
  ['maptype', 'match', 'host', 'borrowed', 'stack'],
  ['imports', 'area'],
];

/** The wrapper: from the public names down to what knows nothing of maps. */
const src = [
  ['index', 'web', 'edge'],
  ['bare'],
  ['compiled', 'go-map', 'ordered'],
  ['wasm'],
  ['kinds'],
  ['js'],
];

/**
 * The benchmarks: from what runs and shows them down to the keys. Contestants and workloads are loaded by
 * their names, and know nothing of what measures them.
 */
const bench = [
  ['soak', 'library'],
  ['suite'],
  ['browser', 'report'],
  ['catalogue'],
  ['contestants', 'workloads'],
  ['keys', 'rivals'],
];

/**
 * The site: from what builds it and from its live pages down to what they draw. A live page knows no other one.
 */
const site = [
  ['main', 'screenshots'],
  ['build'],
  ['bundle', 'server', 'theme', 'pages', 'inside', 'speed', 'which'],
  ['search'],
];

/** What the site has of the rest: the package by its public name, parts of the benchmarks, and what builds. */
const outsideSite = [
  '^(assembly|src)/',
  '^bench/(?!(catalogue|contestants|keys|report|suite/(sample|statistics)|workloads)[./])',
  '^scripts/(?!(api|command-line)[.])',
];

/** The rules that `layers`, the list of `folder`, stands for. */
function downwards(folder, layers) {
  const names = layers.flat().filter((name) => name !== '*');
  const unnamed = `^${folder}/(?!(${names.join('|')})[./])`;
  const files = (layer) => (layer.includes('*') ? unnamed : `^${folder}/(${layer.join('|')})[./]`);
  const rules = [];
  for (const [i, layer] of layers.entries()) {
    const from = { path: files(layer) };
    const name = `${folder}: ${layer.join(', ')} import only what is below`;
    if (i > 0) rules.push({ name, from, to: { path: layers.slice(0, i).map(files) } });
    if (layer.length > 1) {
      rules.push({ name, from, to: { ...from, pathNot: `^${folder}/$1[./]` } });
    }
  }
  if (!layers.flat().includes('*')) {
    rules.push({ name: `${folder}: every file has a layer`, from: {}, to: { path: unnamed } });
  }
  return rules;
}

export default {
  forbidden: [
    { name: 'no circles', from: {}, to: { circular: true } },
    ...downwards('assembly', assembly),
    ...downwards('src', src),
    ...downwards('bench', bench),
    ...downwards('site', site),
    {
      name: 'site: the public package, and what bench shares',
      from: { path: '^site/' },
      to: { path: outsideSite },
    },
  ].map((rule) => ({ ...rule, severity: 'error' })),
  options: {
    includeOnly: '^(assembly|src|bench|scripts|site)/',
    exclude: '^bench/(results|rivals/node_modules)/',
    tsPreCompilationDeps: true,
  },
};
