// Markdown as the pages show it: links lead to pages of the site, code is coloured, what may be too wide for
// a phone scrolls by itself and can be reached by keyboard. Every heading begins a section for the search.

import hljs from 'highlight.js/lib/core';
import javascript from 'highlight.js/lib/languages/javascript';
import shell from 'highlight.js/lib/languages/shell';
import typescript from 'highlight.js/lib/languages/typescript';
import { Marked } from 'marked';
import { getHeadingList, gfmHeadingId } from 'marked-gfm-heading-id';
import { markedHighlight } from 'marked-highlight';

for (const [name, language] of Object.entries({ javascript, typescript, shell })) {
  hljs.registerLanguage(name, language);
}

const LANGUAGES = { js: 'javascript', ts: 'typescript', sh: 'shell' };

/** Code as HTML, coloured if its language is known. */
export function highlight(code, language) {
  const known = LANGUAGES[language];
  if (known === undefined) return code.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return hljs.highlight(code, { language: known }).value;
}

const coloured = markedHighlight({ langPrefix: 'language-', highlight });

/**
 * `text` as `{ html, headings, sections }`: headings are `{ level, text, id }`, sections `{ id, heading,
 * text }`. `resolve` gives the address for a link.
 */
export function render(text, resolve) {
  const marked = new Marked(coloured, gfmHeadingId(), {
    walkTokens(token) {
      if (token.type === 'link' || token.type === 'image') token.href = resolve(token.href);
    },
  });
  const html = marked
    .parse(text)
    .replaceAll('<pre>', '<pre tabindex="0">')
    .replaceAll('<table>', '<div class="scroll" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>')
    .replaceAll('<th></th>', '<td></td>');
  const headings = getHeadingList().map(({ level, text, id }) => ({
    level,
    id,
    text: plain(text),
  }));
  return { html, headings, sections: sectionsOf(marked.lexer(text), headings) };
}

function sectionsOf(tokens, headings) {
  const sections = [{ id: '', heading: '', text: '' }];
  let at = 0;
  for (const token of tokens) {
    if (token.type === 'heading') {
      const { id, text } = headings[at];
      sections.push({ id, heading: text, text: '' });
      at += 1;
    } else {
      sections.at(-1).text += ` ${plain(token.raw)}`;
    }
  }
  return sections;
}

/** Text without marks. */
function plain(text) {
  return text
    .replace(/<!--.*?-->|<[^>]*>/gs, ' ')
    .replace(/\]\([^)]*\)/g, '')
    .replace(/[`*_|#>[\]\\]|-{3,}/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}
