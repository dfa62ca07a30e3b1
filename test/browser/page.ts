// Runs the test file that the page's address names, and reports what became of its tests, as
// test/engines/reporter.js does.

import { startTests, type Task, type VitestRunner } from '@vitest/runner';
import { getTests } from '@vitest/runner/utils';

// Chromium shows its collector as `gc` when started so; Firefox has it here.
declare const TestUtils: { gc(): Promise<void> } | undefined;
if (typeof TestUtils !== 'undefined') globalThis.gc = (() => TestUtils.gc()) as typeof gc;

const config: VitestRunner['config'] = {
  root: '/',
  setupFiles: [],
  name: undefined,
  passWithNoTests: false,
  testNamePattern: undefined,
  allowOnly: false,
  sequence: { seed: 0, hooks: 'stack', setupFiles: 'list' },
  chaiConfig: undefined,
  maxConcurrency: 1,
  testTimeout: 120_000,
  hookTimeout: 120_000,
  retry: 0,
  includeTaskLocation: false,
  tags: [],
  tagsFilter: undefined,
  strictTags: false,
};

const runner: VitestRunner = {
  config,
  importFile: (path: string) => import(path),
  // Lets finalizers run, which are tasks: a page may have about a hundred memories.
  onAfterRunTask: () => new Promise((resolve) => setTimeout(resolve)),
};

async function run(path: string): Promise<void> {
  const skipped: string[] = [];
  const failed: string[] = [];
  let passed = 0;
  const fail = (name: string, task: Task) => {
    for (const error of task.result?.errors ?? []) failed.push(`${name}: ${error.message}`);
  };
  for (const file of await startTests([path], runner)) {
    fail(file.name, file);
    for (const test of getTests(file)) {
      const { fullName } = test;
      const result: (typeof test.result & { note?: string }) | undefined = test.result; // untyped
      if (result?.state === 'pass') passed += 1;
      else if (result?.state === 'fail') fail(fullName, test);
      else skipped.push(result?.note ? `${fullName}: ${result.note}` : fullName);
    }
  }
  await fetch('/outcome', { method: 'POST', body: JSON.stringify({ passed, skipped, failed }) });
}

// Not at once: the page is to be there when its tests begin.
setTimeout(run, 0, `/tests/${location.search.slice(1)}`);
