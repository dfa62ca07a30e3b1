// A chart as one picture to those who do not see it: it has a name, and its parts have none.

export function picture(drawing, name) {
  for (const part of drawing.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-label', name);
  return drawing;
}
