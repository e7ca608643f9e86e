/** The words, typed: a key that is missing in a language does not compile. */
import { IntlMessageFormat } from 'intl-messageformat';

import type { Lang } from '../api/types';
import en from './en.json';
import vi from './vi.json';

export type MessageKey = keyof typeof vi;
export type Params = Record<string, string | number | Message>;

/** A sentence to be said later, in whatever language is then chosen. */
export interface Message {
  key: MessageKey;
  params?: Params;
}

export const CATALOGUES: Record<Lang, Record<MessageKey, string>> = { vi, en };

const parsed = new Map<string, IntlMessageFormat>();

/** A message in one language, with its values filled in; a value may be a message itself. */
export function format(lang: Lang, key: MessageKey, params: Params = {}): string {
  const id = `${lang} ${key}`;
  let message = parsed.get(id);
  if (!message) {
    message = new IntlMessageFormat(CATALOGUES[lang][key], lang, undefined, { ignoreTag: true });
    parsed.set(id, message);
  }
  const values = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'object' ? format(lang, value.key, value.params) : value,
  ]);
  return String(message.format(Object.fromEntries(values)));
}

/** Whether a text is a key: for codes that the server may add to (printer faults). */
export function isKey(key: string): key is MessageKey {
  return key in vi;
}
