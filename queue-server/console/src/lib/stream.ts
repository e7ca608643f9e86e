/** Names on the stream, as queue-core gives them, and which of them can change what a clerk sees. */
export const TICKET_EVENTS = [
  'ticket-issued',
  'ticket-printed',
  'ticket-print-failed',
  'ticket-called',
  'ticket-recalled',
  'ticket-started',
  'ticket-finished',
  'ticket-no-show',
  'ticket-parked',
  'ticket-resumed',
  'ticket-transferred',
  'ticket-cancelled',
  'ticket-unserved',
] as const;

export const OTHER_EVENTS = [
  'site-configured',
  'clock-shifted',
  'day-opened',
  'day-closed',
  'numbers-leased',
  'counter-opened',
  'counter-paused',
  'counter-closed',
] as const;

/** An event of the log, as far as the console reads it. */
export interface LogEvent {
  seq: number;
  at: string;
  type: string;
  ticket?: string;
  number?: string;
  service?: string;
  from?: string;
  counter?: string;
  left?: string;
  fault?: string;
}

/** Whether a counter's view may have changed: when in doubt it has, and one small question settles it. */
export function concerns(event: LogEvent, counter: string, serves: readonly string[]): boolean {
  switch (event.type) {
    case 'ticket-printed':
    case 'ticket-print-failed':
    case 'numbers-leased':
    case 'clock-shifted':
      return false;
    case 'ticket-started':
    case 'counter-opened':
    case 'counter-paused':
    case 'counter-closed':
      return event.counter === counter;
    case 'ticket-issued':
    case 'ticket-called':
    case 'ticket-recalled':
    case 'ticket-finished':
    case 'ticket-resumed':
      return event.counter === counter || event.service === undefined || serves.includes(event.service);
    default:
      // A ticket bound to this counter may belong to any service, and some events do not name one.
      return true;
  }
}
