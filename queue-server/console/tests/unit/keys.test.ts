import { describe, expect, test } from 'vitest';

import { KEYMAP } from '../../src/lib/keymap';
import { digitOf, isTyping, keyOf, KEYS, labelOf, moved, PLACES, pressesItself, readBindings } from '../../src/lib/keys';

const press = (code: string, more: Partial<KeyboardEvent> = {}) => ({
  code,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  isComposing: false,
  ...more,
});
const element = (tagName: string, more: object = {}) => ({ tagName, ...more }) as unknown as EventTarget;

describe('keys by place', () => {
  test.each([
    ['Space', 'Space'],
    ['KeyK', 'K'],
    ['KeyL', 'L'],
    ['KeyV', 'V'],
    ['KeyC', 'C'],
    ['KeyG', 'G'],
    ['KeyP', 'P'],
    ['KeyN', 'N'],
    ['KeyI', 'I'],
    ['Slash', '?'],
    ['KeyW', undefined],
    ['KeyZ', undefined],
    ['KeyQ', undefined],
    ['Escape', undefined],
  ])('%s is %s', (code, key) => expect(keyOf(press(code))).toBe(key));

  test('an input method may make another character of it', () => {
    expect(keyOf(press('KeyL', { key: 'ł' }))).toBe('L');
  });

  test.each(['ctrlKey', 'altKey', 'metaKey', 'isComposing'])('with %s it is not ours', (modifier) => {
    expect(keyOf(press('KeyC', { [modifier]: true }))).toBeUndefined();
    expect(digitOf(press('Digit1', { [modifier]: true }))).toBeUndefined();
  });

  test.each([
    ['Digit1', 1],
    ['Numpad9', 9],
    ['Digit0', 0],
    ['KeyA', undefined],
    ['F1', undefined],
  ])('%s counts as %s', (code, digit) => expect(digitOf(press(code))).toBe(digit));
});

describe('keys that were moved', () => {
  test('act at the new place and no longer at the old', () => {
    const bindings = moved(PLACES, 'L', 'KeyQ');
    expect(keyOf(press('KeyQ'), bindings)).toBe('L');
    expect(keyOf(press('KeyL'), bindings)).toBeUndefined();
  });

  test('change places with whoever has that place: no place has two deeds, whatever is moved', () => {
    let bindings = moved(PLACES, 'L', 'KeyV');
    expect([keyOf(press('KeyV'), bindings), keyOf(press('KeyL'), bindings)]).toEqual(['L', 'V']);
    // Any walk of moves leaves each place with at most one deed.
    const codes = [...Object.values(PLACES), 'KeyQ', 'KeyW', null];
    for (let step = 0; step < 2000; step++) {
      const [key, code] = [KEYS[(step * 7) % KEYS.length]!, codes[(step * 11) % codes.length]!];
      bindings = moved(bindings, key, code);
      const taken = Object.values(bindings).filter((one) => one !== null);
      expect(new Set(taken).size).toBe(taken.length);
      expect(bindings[key]).toBe(code);
    }
  });

  test('can be switched off one by one', () => {
    expect(keyOf(press('KeyV'), moved(PLACES, 'V', null))).toBeUndefined();
  });

  test('are remembered, and what cannot be read leaves all where they were', () => {
    const bindings = moved(moved(PLACES, 'L', 'KeyQ'), 'V', null);
    expect(readBindings(JSON.stringify(bindings))).toEqual(bindings);
    for (const text of [null, '', '{', '[]', '{"L":"Tab"}', '{"L":"KeyV"}', '{"L":7}', '"x"']) {
      expect(readBindings(text)).toEqual(PLACES);
    }
  });

  test.each(['Tab', 'Enter', 'Escape', 'Digit1', 'Numpad1', 'ArrowUp', 'F5', 'ShiftLeft'])('%s is no place for one', (code) =>
    expect(labelOf(code)).toBeUndefined(),
  );

  test('every first place has a name, and every page shows each of its keys once', () => {
    for (const code of Object.values(PLACES)) expect(labelOf(code)).toBeDefined();
    for (const lines of Object.values(KEYMAP)) {
      const keys = lines.map((line) => ('key' in line ? line.key : line.fixed));
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});

describe('where keys are text', () => {
  test.each([
    [element('INPUT', { type: 'text' }), true],
    [element('INPUT', { type: 'password' }), true],
    [element('INPUT', { type: 'search' }), true],
    [element('TEXTAREA'), true],
    [element('SELECT'), true],
    [element('DIV', { isContentEditable: true }), true],
    [element('INPUT', { type: 'checkbox' }), false],
    [element('INPUT', { type: 'radio' }), false],
    [element('BUTTON'), false],
    [element('BODY'), false],
    [null, false],
  ])('case %#', (target, typing) => expect(isTyping(target)).toBe(typing));

  test('a focused button presses itself, the page does not', () => {
    expect(pressesItself(element('BUTTON'))).toBe(true);
    expect(pressesItself(element('BODY'))).toBe(false);
  });
});
