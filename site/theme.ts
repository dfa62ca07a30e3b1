// Light, dark, or what the system says: kept for the next visit. It runs before the page is drawn.

const THEMES = ['system', 'light', 'dark'];
const KEY = 'theme';

/** What is kept, where a page may keep something. */
function kept(): string {
  try {
    return localStorage.getItem(KEY) ?? 'system';
  } catch {
    return 'system';
  }
}

let theme = kept();

function show(): void {
  const scheme = theme === 'system' ? 'light dark' : theme;
  document.documentElement.style.colorScheme = scheme;
  const button = document.getElementById('theme');
  if (button === null) return;
  button.textContent = { light: '☀', dark: '☾' }[theme] ?? '◐';
  button.setAttribute('aria-label', `Theme: ${theme}`);
  button.title = `Theme: ${theme}`;
}

show();
document.addEventListener('DOMContentLoaded', () => {
  show();
  document.getElementById('theme')?.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] as string;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // It holds for this page only.
    }
    show();
  });
});
