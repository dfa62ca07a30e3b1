// Options of constructors and calls: own properties of an object. What a prototype has is not read,
// whatever `Object.prototype` may have been given.

import { describe, wrongType } from './errors.js';

/** What is read where no options are given. */
export const NO_OPTIONS = Object.freeze(Object.create(null));

/**
 * The options given, of which each must be one of `names`. Throws `TypeError` for anything but an
 * object of options: a number or a Map in their place, or a name that does not exist.
 */
export function checkedOptions<Options extends object>(
  given: unknown,
  names: readonly (keyof Options & string)[],
): Options {
  if (typeof given !== 'object' || given === null) throw wrongType('options', 'an object', given);
  if (Symbol.iterator in given) {
    throw new TypeError('options must be an object with named options, not an iterable');
  }
  const options = Object.assign(Object.create(null), given);
  for (const name in options) {
    if (!(names as readonly string[]).includes(name)) {
      throw new TypeError(`there is no option ${describe(name)}, only ${names.join(', ')}`);
    }
  }
  return options;
}
