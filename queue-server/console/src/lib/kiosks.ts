/**
 * Kiosks as staff care for them: how events change what is known of each, what is wrong there, and what to do about it.
 * Pure; the words are in the catalogue under the codes that the devices give.
 */
import type { BoardKiosk } from '../api/types';
import { isKey, type Message, type MessageKey } from '../i18n/catalogue';
import type { LogEvent } from './stream';
import { instant } from './time';

/** Folds one event of the log, as the server does. */
export function foldKiosks(kiosks: readonly BoardKiosk[], event: LogEvent): readonly BoardKiosk[] {
  const { kiosk: name, ticket, at } = event;
  switch (event.type) {
    case 'kiosk-reported':
      return change(kiosks, name, (kiosk) => ({ ...kiosk, report: event.report, reported_at: at }));
    case 'kiosk-ordered':
      if (event.order !== 'blank' && event.order !== 'unblank') return kiosks;
      return change(kiosks, name, (kiosk) => ({ ...kiosk, blanked: event.order === 'blank' }));
    case 'help-asked':
      return change(kiosks, name, (kiosk) => ({ ...kiosk, help: { kind: event.help ?? 'attendant', at } }));
    case 'help-answered':
      return change(kiosks, name, (kiosk) => ({ ...kiosk, help: undefined }));
    case 'reprint-asked':
      return change(kiosks, name, (kiosk) => ({ ...kiosk, reprints: [...(kiosk.reprints ?? []), ticket ?? ''] }));
    case 'ticket-printing':
      return kiosks.map((kiosk) =>
        kiosk.reprints?.includes(ticket ?? '')
          ? { ...kiosk, reprints: kiosk.reprints.filter((one) => one !== ticket) }
          : kiosk,
      );
    case 'day-closed':
      return kiosks.map((kiosk) => ({ ...kiosk, help: undefined, reprints: [] }));
    default:
      return kiosks;
  }
}

/** `stop`: no paper comes out, or nobody can take a number. `soon`: it will come to that. */
export type Urgency = 'stop' | 'soon';

export interface Care {
  kiosk: string;
  urgency: Urgency;
  /** What is wrong, without the kiosk's name. */
  what: Message;
  /** What to do with one's hands. */
  todo: Message;
}

/** What the house knows beside the reports. */
export interface Around {
  /** Names of the kiosks whose stream is open; not known before the server said it. */
  connected?: ReadonlySet<string>;
  now: number;
  offsetMin: number;
  officeOpen: boolean;
}

/** What needs a hand at one kiosk, worst first. */
export function care(kiosk: BoardKiosk, around: Around): Care[] {
  const found: Care[] = [];
  const add = (urgency: Urgency, what: Message, todo: MessageKey) =>
    found.push({ kiosk: kiosk.name, urgency, what, todo: { key: todo } });
  const { report } = kiosk;
  if (missing(kiosk, around)) {
    add('stop', { key: 'care.away' }, 'care.away.todo');
    // What it said before it went is not what is.
    return found;
  }
  if (!report) return found;
  if (report.storage_fault) add('stop', { key: storageKey(report.storage_fault) }, 'care.storage.todo');
  if (report.printer_fault) {
    const fault = faultKey(report.printer_fault);
    const what: Message = report.on_reserve ? { key: 'care.onReserve', params: { fault: { key: fault } } } : { key: fault };
    add(report.on_reserve ? 'soon' : 'stop', what, todoKey(report.printer_fault));
  }
  if (report.reserve_fault) {
    const fault: Message = { key: faultKey(report.reserve_fault) };
    add(report.on_reserve ? 'stop' : 'soon', { key: 'care.reserve', params: { fault } }, todoKey(report.reserve_fault));
  }
  if (report.paper_near_end && !report.printer_fault) add('soon', { key: 'care.nearEnd' }, 'care.nearEnd.todo');
  if (report.scanner_fault) add('soon', { key: scannerKey(report.scanner_fault) }, 'care.scanner.todo');
  return found.sort((a, b) => Number(a.urgency === 'soon') - Number(b.urgency === 'soon'));
}

/** The same for all kiosks: what stops people first, each in the kiosks' order. */
export function cares(kiosks: readonly BoardKiosk[], around: Around): Care[] {
  const all = kiosks.flatMap((kiosk) => care(kiosk, around));
  return [...all.filter((one) => one.urgency === 'stop'), ...all.filter((one) => one.urgency === 'soon')];
}

/**
 * Whether a kiosk that should be there is not: during the hours, and only if it reported today. One that was taken away
 * stays in the list and rings no bell.
 */
export function missing(kiosk: BoardKiosk, { connected, now, offsetMin, officeOpen }: Around): boolean {
  if (!connected || connected.has(kiosk.name) || !officeOpen || !kiosk.reported_at) return false;
  return day(instant(kiosk.reported_at), offsetMin) === day(now, offsetMin);
}

/** A printer's fault in words; a code that is new is a fault all the same. */
export function faultKey(code: string): MessageKey {
  return known(`fault.${code}`, 'fault.other');
}

/** What to do about it. */
export function todoKey(code: string): MessageKey {
  return known(`todo.${code}`, 'todo.other');
}

export function scannerKey(code: string): MessageKey {
  return known(`scanner.${code}`, 'scanner.other');
}

export function storageKey(code: string): MessageKey {
  return known(`storage.${code}`, 'storage.other');
}

function known(key: string, otherwise: MessageKey): MessageKey {
  return isKey(key) ? key : otherwise;
}

function day(at: number, offsetMin: number): number {
  return Math.floor((at + offsetMin * 60_000) / 86_400_000);
}

/** Kiosks stand by name, as the server lists them. */
function change(
  kiosks: readonly BoardKiosk[],
  name: string | undefined,
  to: (kiosk: BoardKiosk) => BoardKiosk,
): readonly BoardKiosk[] {
  if (name === undefined) return kiosks;
  if (kiosks.some((kiosk) => kiosk.name === name)) return kiosks.map((kiosk) => (kiosk.name === name ? to(kiosk) : kiosk));
  return [...kiosks, to({ name })].sort((a, b) => (a.name < b.name ? -1 : 1));
}
