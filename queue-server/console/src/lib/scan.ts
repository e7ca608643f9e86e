/**
 * A scanner that types, told from a person by its pace. Keys are read by their place, so that a Vietnamese input method
 * cannot turn the letters of an address into others, and a scan is heard wherever the focus is.
 */

/** Between two keys of one scan. A scanner types a key in 2 to 15 ms; nobody types a whole address at this pace. */
export const PACE_MS = 40;
/** Fewer characters than any address of a ticket has. */
const LEAST = 20;
/** More than any code that a ticket carries. */
const MOST = 300;

type Pressed = Pick<KeyboardEvent, 'code' | 'shiftKey' | 'timeStamp' | 'ctrlKey' | 'altKey' | 'metaKey'>;

export class Wedge {
  #text = '';
  #last = -Infinity;

  /** Takes one key. Answers the whole code when the key ends one, else whether the key came at a scanner's pace. */
  press(event: Pressed): { scan: string } | { burst: boolean } {
    const burst = this.#text !== '' && event.timeStamp - this.#last <= PACE_MS;
    this.#last = event.timeStamp;
    if (!burst) this.#text = '';
    if (event.code === 'Enter' || event.code === 'NumpadEnter') {
      const scan = this.#text;
      this.#text = '';
      return burst && scan.length >= LEAST ? { scan } : { burst: false };
    }
    const typed = event.ctrlKey || event.altKey || event.metaKey ? '' : character(event);
    // Shift lies between the characters of a code; any other key that types nothing ends it.
    if (typed === '' && !event.code.startsWith('Shift')) this.#text = '';
    if (this.#text.length < MOST) this.#text += typed;
    return { burst: burst && typed !== '' };
  }
}

/** What a key types on the layout that scanners are set to. */
function character({ code, shiftKey }: Pressed): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shiftKey ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  if (digit) return shiftKey ? '' : digit;
  const [plain, shifted] = SIGNS[code] ?? ['', ''];
  return shiftKey ? shifted : plain;
}

const SIGNS: Readonly<Record<string, readonly [string, string]>> = {
  Slash: ['/', '?'],
  Period: ['.', '>'],
  Minus: ['-', '_'],
  Semicolon: [';', ':'],
  Equal: ['=', '+'],
};

/** What somebody typed or scanned to find a ticket by. */
export type Sought =
  | { kind: 'ticket'; id: string }
  | { kind: 'number'; number: string }
  /** A ticket of another office, by its place in the list of neighbours. */
  | { kind: 'elsewhere'; at: number }
  | { kind: 'unknown' };

/** Reads it. Addresses are compared without case: a scanner may have its shift key stuck. */
export function sought(text: string, own: string, neighbours: readonly { follow_url: string }[]): Sought {
  const given = text.trim();
  const id = /\/t\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/i.exec(given)?.[1]?.toLowerCase();
  if (id) {
    if (own && below(given, own)) return { kind: 'ticket', id };
    const at = neighbours.findIndex((one) => below(given, one.follow_url));
    // An office may have moved to another address today: the server knows its own tickets.
    return at >= 0 ? { kind: 'elsewhere', at } : { kind: 'ticket', id };
  }
  const number = /^([a-z])[\s.-]*(\d{1,5})$/i.exec(given);
  if (number) return { kind: 'number', number: `${number[1]!.toUpperCase()}${number[2]!.padStart(3, '0')}` };
  return { kind: 'unknown' };
}

function below(address: string, base: string): boolean {
  const start = base.trim().replace(/\/+$/, '').toLowerCase();
  return start !== '' && address.toLowerCase().startsWith(`${start}/`);
}
