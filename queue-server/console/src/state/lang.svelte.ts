/** The language of the screen, remembered on this computer. Vietnamese unless someone chose otherwise. */
import type { Lang, Text } from '../api/types';
import { format, type Message, type MessageKey, type Params } from '../i18n/catalogue';
import { recall, remember } from './storage';

class Language {
  current = $state<Lang>(recall('lang') === 'en' ? 'en' : 'vi');

  choose(lang: Lang) {
    this.current = lang;
    remember('lang', lang);
  }
}

export const language = new Language();

/** A message in the chosen language. */
export function t(key: MessageKey, params?: Params): string {
  return format(language.current, key, params);
}

/** A message made earlier. */
export function say(message: Message): string {
  return t(message.key, message.params);
}

/** A text of the site in the chosen language; its line breaks are for narrow tiles. */
export function text(of: Text): string {
  return of[language.current].replace(/\s*\n\s*/g, ' ');
}
