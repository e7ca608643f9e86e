/**
 * Keys by their place on the keyboard. A Vietnamese input method rewrites what a key types, never where it lies, so
 * `event.code` is read and `event.key` is not.
 */
export type Key = 'Space' | 'K' | 'L' | 'V' | 'C' | 'G' | 'P' | 'N' | 'I' | 'B' | 'F' | 'H' | 'M' | 'R' | 'T' | 'X' | '?';

const CODES: Readonly<Record<string, Key>> = {
  Space: 'Space',
  KeyK: 'K',
  KeyL: 'L',
  KeyV: 'V',
  KeyC: 'C',
  KeyG: 'G',
  KeyP: 'P',
  KeyN: 'N',
  KeyI: 'I',
  KeyB: 'B',
  KeyF: 'F',
  KeyH: 'H',
  KeyM: 'M',
  KeyR: 'R',
  KeyT: 'T',
  KeyX: 'X',
  Slash: '?',
};

type Pressed = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'isComposing'>;

/** The console's key for a press, or nothing: with Ctrl, Alt or Meta a key belongs to the browser. */
export function keyOf(event: Pressed): Key | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return undefined;
  return CODES[event.code];
}

/** 1 to 9 and 0 from either row of digits, for choices in a dialog. */
export function digitOf(event: Pressed): number | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return undefined;
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1];
  return digit === undefined ? undefined : Number(digit);
}

const NOT_TYPED_INTO = new Set(['button', 'checkbox', 'radio', 'submit', 'reset', 'range', 'color', 'file', 'image']);

/** Whether keys pressed here are text: then they are nobody's command. */
export function isTyping(target: EventTarget | null): boolean {
  const element = target as Partial<HTMLInputElement> | null;
  switch (element?.tagName) {
    case 'INPUT':
      return !NOT_TYPED_INTO.has(element.type ?? 'text');
    case 'TEXTAREA':
    case 'SELECT':
      return true;
    default:
      return element?.isContentEditable === true;
  }
}

/** Whether the browser itself will press what is focused: someone who reached a button by Tab means that button. */
export function pressesItself(target: EventTarget | null): boolean {
  const tag = (target as Partial<HTMLElement> | null)?.tagName;
  return tag === 'BUTTON' || tag === 'A' || tag === 'SUMMARY' || tag === 'INPUT';
}
