// The questions of the guided choice.

export type Keys = 'integers' | 'bigints' | 'same strings' | 'new strings' | 'bytes' | 'anything';
export type Size = 'thousands' | 'a million' | 'beyond the limit';
export type Work =
  | 'single calls'
  | 'columns'
  | 'iteration'
  | 'cache'
  | 'no pauses'
  | 'memory'
  | 'files';

export interface Answers {
  keys: Keys;
  size: Size;
  work: Work;
}

export interface Question<Name extends keyof Answers> {
  name: Name;
  title: string;
  options: readonly [Answers[Name], string][];
}

export const QUESTIONS: readonly [Question<'keys'>, Question<'size'>, Question<'work'>] = [
  {
    name: 'keys',
    title: 'What are the keys?',
    options: [
      ['integers', 'Integers of 32 bits, or doubles'],
      ['bigints', 'Integers of 64 bits, as bigints'],
      ['same strings', 'Strings that are looked up again and again'],
      ['new strings', 'Strings that were just read, cut or parsed'],
      ['bytes', 'Bytes: digests, UUIDs, several fields in one'],
      ['anything', 'Objects, or a mixture'],
    ],
  },
  {
    name: 'size',
    title: 'How many will there be?',
    options: [
      ['thousands', 'Up to some ten thousand'],
      ['a million', 'A hundred thousand to some million'],
      ['beyond the limit', 'More than 16 million'],
    ],
  },
  {
    name: 'work',
    title: 'What matters most?',
    options: [
      ['single calls', 'Single calls: get, set, has'],
      ['columns', 'Whole columns: group, count, join, deduplicate'],
      ['iteration', 'Iterating over all of it'],
      ['cache', 'The order of insertion: a cache, a queue'],
      ['no pauses', 'That no call takes long'],
      ['memory', 'That it takes little memory'],
      ['files', 'Sending it to a worker, or keeping it in a file'],
    ],
  },
];
