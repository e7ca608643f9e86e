/** Names on the stream, as queue-core gives them, and which of them can change what a clerk sees. */
import type { Actor, Event, HelpKind, KioskOrder, KioskReport } from '../api/types';

type Name = Event['type'];

/** Every event of the log. A name that the server adds or drops does not compile here. */
const NAMES: Record<Name, true> = {
  'ticket-issued': true,
  'ticket-printing': true,
  'ticket-printed': true,
  'ticket-print-failed': true,
  'reprint-asked': true,
  'ticket-called': true,
  'ticket-recalled': true,
  'ticket-started': true,
  'ticket-finished': true,
  'ticket-no-show': true,
  'ticket-parked': true,
  'ticket-resumed': true,
  'ticket-transferred': true,
  'ticket-cancelled': true,
  'ticket-unserved': true,
  'counter-opened': true,
  'counter-paused': true,
  'counter-closed': true,
  'site-configured': true,
  'clock-shifted': true,
  'day-opened': true,
  'day-closed': true,
  'numbers-leased': true,
  'kiosk-reported': true,
  'kiosk-ordered': true,
  'help-asked': true,
  'help-answered': true,
  'ticket-returned': true,
  'ticket-noted': true,
  'lead-changed': true,
  'support-asked': true,
  'support-answered': true,
  'support-ended': true,
  'ticket-rated': true,
};
export const EVENTS = Object.keys(NAMES) as Name[];

/** An event of the log, as far as the console reads it. */
export interface LogEvent {
  seq: number;
  at: string;
  type: Name;
  ticket?: string;
  number?: string;
  service?: string;
  counter?: string;
  fault?: string;
  kiosk?: string;
  report?: KioskReport;
  order?: KioskOrder;
  help?: HelpKind;
  support?: string;
  unit?: string;
  by?: Actor;
}

/** Whether a counter's view may have changed: when in doubt it has, and one small question settles it. */
export function concerns(event: LogEvent, counter: string, serves: readonly string[]): boolean {
  if (besideTheQueues(event)) return false;
  switch (event.type) {
    case 'numbers-leased':
    case 'clock-shifted':
      return false;
    case 'ticket-started':
    case 'counter-opened':
    case 'counter-paused':
    case 'counter-closed':
    case 'lead-changed':
      return event.counter === counter;
    case 'ticket-issued':
    case 'ticket-called':
    case 'ticket-recalled':
    case 'ticket-finished':
    case 'ticket-resumed':
    case 'ticket-returned':
      return event.counter === counter || event.service === undefined || serves.includes(event.service);
    default:
      // A ticket bound to this counter may belong to any service, and some events do not name one.
      return true;
  }
}

/** Whether the board of all counters may have changed. */
export function concernsBoard(event: LogEvent): boolean {
  if (besideTheQueues(event)) return false;
  switch (event.type) {
    case 'ticket-issued':
    case 'ticket-resumed':
    case 'ticket-returned':
    case 'ticket-noted':
    case 'numbers-leased':
    case 'clock-shifted':
      return false;
    default:
      return true;
  }
}

/** Whether one ticket's view may have changed: by what happened to it, or to those before it in the same queue. */
export function concernsTicket(event: LogEvent, ticket: string, service: string): boolean {
  if (event.ticket !== undefined) return event.ticket === ticket || event.service === service;
  return event.type === 'day-closed' || event.type === 'site-configured';
}

/** Paper, kiosks, calls for support and ratings change no queue and no counter. */
function besideTheQueues({ type }: LogEvent): boolean {
  return BESIDE.has(type);
}

const BESIDE: ReadonlySet<Name> = new Set<Name>([
  'ticket-printing',
  'ticket-printed',
  'ticket-print-failed',
  'reprint-asked',
  'kiosk-reported',
  'kiosk-ordered',
  'help-asked',
  'help-answered',
  'support-asked',
  'support-answered',
  'support-ended',
  'ticket-rated',
]);
