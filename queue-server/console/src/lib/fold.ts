/**
 * Search as people type it: without tones, without hooks, without caring for case. đ (U+0111) does not decompose, so it
 * is mapped by hand.
 */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
}

/**
 * How well `text` answers `query`: 0 starts with it, 1 a word starts with it, 2 every word of it is somewhere, nothing
 * if not at all. An empty query is answered by everything.
 */
export function rank(text: string, query: string): 0 | 1 | 2 | undefined {
  const hay = fold(text);
  const words = fold(query).split(/\s+/).filter(Boolean);
  const needle = words.join(' ');
  if (hay.startsWith(needle)) return 0;
  if (` ${hay}`.includes(` ${needle}`)) return 1;
  return words.every((word) => hay.includes(word)) ? 2 : undefined;
}
