// Imports from where the rivals are installed: names are looked up from the file that imports.

export const load = (name) => import(name);
