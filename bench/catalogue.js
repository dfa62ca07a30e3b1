// What can be measured: every file of contestants/ and of workloads/, by its name without the ending. So a
// new file is all that a new contestant or workload needs.

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

async function modulesOf(folder) {
  const url = new URL(`${folder}/`, import.meta.url);
  const names = readdirSync(fileURLToPath(url))
    .filter((file) => file.endsWith('.js'))
    .map((file) => file.slice(0, -'.js'.length))
    .sort();
  const modules = await Promise.all(names.map((name) => import(`${url}${name}.js`)));
  return Object.fromEntries(names.map((name, i) => [name, modules[i].default]));
}

export async function catalogue() {
  const [contestants, workloads] = await Promise.all(['contestants', 'workloads'].map(modulesOf));
  return { contestants, workloads };
}
