// The guided choice: every way through it ends in an advice, whose code runs.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { advise, RULES } from '../../site/which/advice.js';
import { type Answers, QUESTIONS } from '../../site/which/questions.js';

const root = join(import.meta.dirname, '../..');

const [keys, size, work] = QUESTIONS;
const all: Answers[] = keys.options.flatMap(([keys]) =>
  size.options.flatMap(([size]) => work.options.map(([work]) => ({ keys, size, work }))),
);

const map = (keys: Answers['keys'], size: Answers['size'], work: Answers['work']) =>
  advise({ keys, size, work }).map;

test('every way through it ends in an advice, and every rule is the reason of one', () => {
  const reasons = new Set(all.map((answers) => advise(answers).why));
  expect(reasons).toEqual(new Set(RULES.map(({ why }) => why)));
});

test('it says to keep Map where Map is the better one', () => {
  expect(map('same strings', 'a million', 'single calls')).toBe('Map');
  expect(map('integers', 'thousands', 'single calls')).toBe('Map');
  expect(map('anything', 'a million', 'memory')).toBe('Map');
  expect(map('bigints', 'a million', 'iteration')).toBe('Map');
});

test('it says what to take where Map hurts', () => {
  expect(map('integers', 'thousands', 'columns')).toBe('GoMap');
  expect(map('bigints', 'a million', 'single calls')).toBe('GoMap');
  expect(map('integers', 'a million', 'no pauses')).toBe('GoMap');
  expect(map('anything', 'beyond the limit', 'single calls')).toBe('WasmMap');
  expect(map('integers', 'a million', 'cache')).toBe('WasmMap');
});

test('all code that is advised runs, and gives what its comments say', () => {
  const programs = [...new Set(all.map((answers) => advise(answers).code))].map((code) =>
    code.replaceAll(/^(\S.*\)); \/\/ (\d+)$/gm, 'check($1, $2);'),
  );
  const blocks = programs.map((code) => code.replace(/^import \{(.*)\} from 'tophash';\n/, takes));
  const program = `import * as tophash from 'tophash';
let checks = 0;
const check = (value, expected) => {
  if (value !== expected) throw new Error(\`\${value} is not \${expected}\`);
  checks += 1;
};
${blocks.map((block) => `{\n${block}\n}`).join('\n')}
console.log(checks);`;
  const args = ['--input-type=module', '-'];
  const printed = execFileSync(process.execPath, args, {
    cwd: root,
    input: program,
    encoding: 'utf8',
  });
  expect(Number(printed)).toBeGreaterThanOrEqual(programs.length);
});

/** An import as it may stand inside a block. */
function takes(_line: string, names: string): string {
  return `const {${names.replace(' as ', ': ')}} = tophash;\n`;
}
