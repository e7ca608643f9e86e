import { describe, expect, test } from 'vitest';

import { digitOf, isTyping, keyOf, pressesItself } from '../../src/lib/keys';

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
