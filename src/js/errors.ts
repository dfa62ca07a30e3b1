// Errors for values that a kind cannot hold. Describing a value never calls into it.

import { typedArrayName, withArticle } from './typed-arrays.js';

/** What a message calls `value`: short, and without running code of the value's own. */
export function describe(value: unknown): string {
  switch (typeof value) {
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint': {
      const text = String(value);
      return text.length > 40 ? 'a bigint of more than 40 digits' : `${text}n`;
    }
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'string':
      return value.length > 40 ? `a string of ${value.length} characters` : JSON.stringify(value);
    case 'symbol':
      return 'a symbol';
    case 'function':
      return 'a function';
    default: {
      if (value === null) return 'null';
      const name = typedArrayName(value);
      if (name !== undefined) return withArticle(name);
      return isArray(value) ? 'an array' : 'an object';
    }
  }
}

function isArray(value: unknown): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false; // a proxy that was revoked
  }
}

/** The error for a value of the wrong type. */
export function wrongType(what: string, expected: string, value: unknown): TypeError {
  return new TypeError(`${what} must be ${expected}, not ${describe(value)}`);
}

/** The error for a value of the right type that is out of range. */
export function outOfRange(what: string, expected: string, value: unknown): RangeError {
  return new RangeError(`${what} must be ${expected}, not ${describe(value)}`);
}
