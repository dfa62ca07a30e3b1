// Properties as the language's own objects have them.

/** Gives `prototype` a method that loops over its properties do not show. */
export function defineMethod(
  prototype: object,
  name: PropertyKey,
  // biome-ignore lint/suspicious/noExplicitAny: methods of any parameters.
  method: (...args: any[]) => unknown,
): void {
  Object.defineProperty(prototype, name, { value: method, writable: true, configurable: true });
}

/** Gives a class its name, where a bundler may have changed it. */
export function defineName(given: object, name: string): void {
  Object.defineProperty(given, 'name', { value: name, configurable: true });
}

/** Gives `prototype` a value that nobody changes and loops do not show. */
export function defineConstant(prototype: object, name: PropertyKey, value: unknown): void {
  Object.defineProperty(prototype, name, { value });
}
