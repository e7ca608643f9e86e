/**
 * How this computer's person wants the console: whether single keys act and where each lies (WCAG 2.1.4 asks that they
 * can be switched off or moved), and the colours. Remembered on this computer only.
 */
import { keyOf, labelOf, moved, PLACES, readBindings, type Bindings, type Key } from '../lib/keys';
import { recall, remember } from './storage';

export const THEMES = ['light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

class Prefs {
  keys = $state(recall('keys') !== 'off');
  bindings = $state.raw<Bindings>(readBindings(recall('bindings')));
  theme = $state<Theme>(THEMES.find((one) => one === recall('theme')) ?? wished());

  useKeys(on: boolean) {
    this.keys = on;
    remember('keys', on ? 'on' : 'off');
  }

  /** Puts a deed's key at another place of the keyboard, or nowhere. */
  bind(key: Key, code: string | null) {
    this.bindings = moved(this.bindings, key, code);
    remember('bindings', JSON.stringify(this.bindings));
  }

  resetKeys() {
    this.bindings = PLACES;
    remember('bindings', '');
  }

  useTheme(theme: Theme) {
    this.theme = theme;
    remember('theme', theme);
  }

  /** The deed's key that was pressed, if keys act. */
  pressed(event: KeyboardEvent): Key | undefined {
    return this.keys ? keyOf(event, this.bindings) : undefined;
  }

  /** What stands on the key of a deed; nothing where it has none. */
  label(key: Key): string | undefined {
    const code = this.keys ? this.bindings[key] : null;
    return code === null ? undefined : labelOf(code);
  }
}

/** What the computer asks for until somebody chooses. */
function wished(): Theme {
  const asks = (query: string) => globalThis.matchMedia?.(query).matches ?? false;
  if (asks('(prefers-contrast: more)')) return 'contrast';
  return asks('(prefers-color-scheme: dark)') ? 'dark' : 'light';
}

export const prefs = new Prefs();
