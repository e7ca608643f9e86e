/** Every pair of colours that text is set in, in each theme: 7 to 1, and never less than 4.5. */
import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

const CSS = readFileSync(new URL('../../src/style/tokens.css', import.meta.url), 'utf8');
const LIGHT = block(':root');
const THEMES = {
  light: LIGHT,
  dark: { ...LIGHT, ...block("[data-theme='dark']") },
  contrast: { ...LIGHT, ...block("[data-theme='contrast']") },
};

/** Text on its ground, as the parts of the console set it. */
const PAIRS = [
  ['ink', 'paper'],
  ['ink', 'sand'],
  ['ink', 'white'],
  ['ink', 'wash'],
  ['ink', 'rose'],
  ['dim', 'paper'],
  ['dim', 'sand'],
  ['dim', 'rose'],
  ['paper', 'ink'],
  ['paper', 'dim'],
  ['mark', 'paper'],
  ['mark', 'rose'],
  ['mark', 'white'],
  ['on-red', 'red'],
  ['on-red', 'red-down'],
  ['on-red-dim', 'red'],
  ['on-red-dim', 'red-down'],
  ['on-green', 'green'],
  ['on-amber', 'amber'],
] as const;

describe.each(Object.entries(THEMES))('%s', (_, tokens) => {
  test.each(PAIRS)('%s on %s', (text, ground) => expect(ratio(tokens[text]!, tokens[ground]!)).toBeGreaterThanOrEqual(7));

  // What is told by a line or a filled square alone: 3 to 1.
  test.each(['frame', 'green', 'mark'])('%s is seen on paper', (line) => {
    expect(ratio(tokens[line]!, tokens.paper!)).toBeGreaterThanOrEqual(3);
  });
});

function block(selector: string): Record<string, string> {
  const body = CSS.slice(CSS.indexOf(`${selector} {`)).split('}')[0] ?? '';
  return Object.fromEntries([...body.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{3,6});/g)].map(([, name, value]) => [name, value]));
}

function ratio(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const full = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1);
  const [r, g, b] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(full.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
