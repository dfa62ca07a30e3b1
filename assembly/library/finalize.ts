// What the runtime calls for every object that it is about to free. The name is the runtime's, which
// looks for it among the globals of the program: hence a decorator on a function, which TypeScript does
// not know. A module has one such function only: one that has its own cannot use this library.

import { CursorOwner, MapOwner } from './owners';

@global
export function __finalize(object: usize): void {
  // The runtime's header ends with the number of the class and the size.
  const id = load<u32>(object - 8);
  if (id == idof<MapOwner>()) changetype<MapOwner>(object).end();
  else if (id == idof<CursorOwner>()) changetype<CursorOwner>(object).end();
}
