/** Which keys each page has, and what they do there: what `?` shows and where keys are given other places. */
import type { MessageKey } from '../i18n/catalogue';
import type { Key } from './keys';

export type Keyed = 'desk' | 'reception' | 'kiosks' | 'support' | 'counters';

/** A key with its deed; `fixed` ones belong to the browser or choose by number, and stay. */
export type KeyLine = { does: MessageKey; note?: MessageKey } & ({ key: Key } | { fixed: string });

const EVERYWHERE: readonly KeyLine[] = [
  { key: 'B', does: 'bell.answer', note: 'help.answer' },
  { key: 'S', does: 'support.title', note: 'help.support' },
  { key: '?', does: 'help.title' },
  { fixed: 'Tab', does: 'help.tab' },
  { fixed: 'Esc', does: 'help.esc' },
];

export const KEYMAP: Readonly<Record<Keyed, readonly KeyLine[]>> = {
  desk: [
    { key: 'Space', does: 'help.space' },
    { key: 'L', does: 'action.recall' },
    { key: 'V', does: 'action.noShow' },
    { key: 'K', does: 'action.finish', note: 'action.finish.note' },
    { key: 'C', does: 'action.transfer', note: 'action.transfer.note' },
    { key: 'G', does: 'action.park', note: 'action.park.note' },
    { key: 'H', does: 'action.support', note: 'help.callSupport' },
    { key: 'P', does: 'action.resume', note: 'help.resume' },
    { key: 'M', does: 'action.pick', note: 'help.pick' },
    { key: 'E', does: 'action.note', note: 'help.note' },
    { key: 'D', does: 'action.lead', note: 'help.lead' },
    { key: 'N', does: 'action.pause' },
    { key: 'I', does: 'action.issue', note: 'action.issue.note' },
    ...EVERYWHERE,
  ],
  reception: [
    { key: 'F', does: 'find.title', note: 'help.scan' },
    { key: 'I', does: 'action.issue' },
    { key: 'R', does: 'action.print' },
    { key: 'C', does: 'action.transfer', note: 'action.transfer.note' },
    { key: 'P', does: 'action.resume', note: 'action.resume.note' },
    { key: 'X', does: 'action.cancel', note: 'action.cancel.note' },
    { key: 'M', does: 'kiosks.title' },
    ...EVERYWHERE,
  ],
  kiosks: [
    { fixed: '1–9', does: 'kiosks.title', note: 'kiosks.lead' },
    { key: 'T', does: 'kiosks.test', note: 'kiosks.testNote' },
    { key: 'N', does: 'kiosks.blank', note: 'kiosks.blankNote' },
    { key: 'R', does: 'kiosks.restart', note: 'kiosks.restartNote' },
    { key: 'H', does: 'reception.title' },
    ...EVERYWHERE,
  ],
  support: [
    { fixed: '1–9', does: 'support.answer', note: 'help.supportDigits' },
    ...EVERYWHERE,
  ],
  counters: [
    { fixed: '1–9', does: 'counters.title' },
    { key: 'H', does: 'reception.title' },
    { key: 'M', does: 'kiosks.title' },
    ...EVERYWHERE,
  ],
};
