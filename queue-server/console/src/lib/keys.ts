/**
 * Keys by their place on the keyboard. A Vietnamese input method rewrites what a key types, never where it lies, so
 * `event.code` is read and `event.key` is not. A deed is named by the key it has at first; a person may give it another
 * place or none (WCAG 2.1.4).
 */
export type Key =
  | 'Space'
  | 'B'
  | 'C'
  | 'D'
  | 'E'
  | 'F'
  | 'G'
  | 'H'
  | 'I'
  | 'K'
  | 'L'
  | 'M'
  | 'N'
  | 'P'
  | 'R'
  | 'S'
  | 'T'
  | 'V'
  | 'X'
  | '?';

/** Where each key lies at first. */
export const PLACES: Readonly<Record<Key, string>> = {
  Space: 'Space',
  B: 'KeyB',
  C: 'KeyC',
  D: 'KeyD',
  E: 'KeyE',
  F: 'KeyF',
  G: 'KeyG',
  H: 'KeyH',
  I: 'KeyI',
  K: 'KeyK',
  L: 'KeyL',
  M: 'KeyM',
  N: 'KeyN',
  P: 'KeyP',
  R: 'KeyR',
  S: 'KeyS',
  T: 'KeyT',
  V: 'KeyV',
  X: 'KeyX',
  '?': 'Slash',
};
export const KEYS = Object.keys(PLACES) as Key[];

/** Where each key lies now; nothing where it was switched off. */
export type Bindings = Readonly<Record<Key, string | null>>;

type Pressed = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'isComposing'>;

/** The console's key for a press, or nothing: with Ctrl, Alt or Meta a key belongs to the browser. */
export function keyOf(event: Pressed, bindings: Bindings = PLACES): Key | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return undefined;
  return KEYS.find((key) => bindings[key] === event.code);
}

/** Puts a key at a place, or nowhere. Who had that place takes the one that became free: no place has two deeds. */
export function moved(bindings: Bindings, key: Key, code: string | null): Bindings {
  const holder = code === null ? undefined : KEYS.find((one) => one !== key && bindings[one] === code);
  return { ...bindings, ...(holder && { [holder]: bindings[key] }), [key]: code };
}

/** What stands on a key at its place, or nothing where a deed cannot lie: digits choose, Tab, Enter and Esc are taken. */
export function labelOf(code: string): string | undefined {
  return /^Key([A-Z])$/.exec(code)?.[1] ?? SIGNS[code];
}

const SIGNS: Readonly<Record<string, string>> = {
  Space: 'Space',
  Slash: '?',
  Backquote: '`',
  Minus: '-',
  Equal: '=',
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  Comma: ',',
  Period: '.',
  Insert: 'Ins',
  NumpadAdd: '+',
  NumpadSubtract: 'Num −',
  NumpadMultiply: '×',
  NumpadDivide: '÷',
  F2: 'F2',
  F4: 'F4',
  F7: 'F7',
  F8: 'F8',
  F9: 'F9',
  F10: 'F10',
};

/** Reads what was remembered; what is not understood, or stands twice, leaves everything at its first place. */
export function readBindings(text: string | null): Bindings {
  if (!text) return PLACES;
  try {
    const given = JSON.parse(text) as Partial<Record<Key, string | null>>;
    const found = { ...PLACES, ...pick(given) };
    const taken = Object.values(found).filter((code) => code !== null);
    return new Set(taken).size === taken.length ? found : PLACES;
  } catch {
    return PLACES;
  }
}

function pick(given: Partial<Record<Key, string | null>>): Partial<Record<Key, string | null>> {
  return Object.fromEntries(
    KEYS.filter((key) => given[key] === null || labelOf(given[key] ?? '') !== undefined).map((key) => [key, given[key]]),
  );
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
