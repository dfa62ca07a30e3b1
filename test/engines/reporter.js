// A reporter for vitest that leaves the outcome of a run in the file that $TEST_REPORT names.

import { writeFileSync } from 'node:fs';

export default class {
  onTestRunEnd(modules, unhandledErrors) {
    const outcome = { passed: 0, skipped: [], failed: [] };
    for (const { message } of unhandledErrors) outcome.failed.push(`outside of a test: ${message}`);
    for (const module of modules) {
      for (const { message } of module.errors()) {
        outcome.failed.push(`${module.relativeModuleId}: ${message}`);
      }
      for (const test of module.children.allTests()) {
        const name = `${module.relativeModuleId} > ${test.fullName}`;
        const { state, note, errors } = test.result();
        if (state === 'passed') outcome.passed += 1;
        else if (state === 'skipped') outcome.skipped.push(note ? `${name}: ${note}` : name);
        else outcome.failed.push(`${name}: ${errors?.[0]?.message}`);
      }
    }
    writeFileSync(process.env.TEST_REPORT, JSON.stringify(outcome));
  }
}
