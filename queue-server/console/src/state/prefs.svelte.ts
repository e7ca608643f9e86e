/** Whether single keys act (WCAG 2.1.4 asks that they can be switched off), remembered on this computer. */
import { recall, remember } from './storage';

class Prefs {
  keys = $state(recall('keys') !== 'off');

  useKeys(on: boolean) {
    this.keys = on;
    remember('keys', on ? 'on' : 'off');
  }
}

export const prefs = new Prefs();
