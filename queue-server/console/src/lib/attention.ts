/** What a clerk should look at, worst first, each in one sentence that begins with its number. */
import type { CounterDesk, OpenState } from '../api/types';
import type { Message } from '../i18n/catalogue';
import { faultKey } from './kiosks';
import { clockMinutes, instant, minutesBetween } from './time';

/** Decision 468/2021: an average wait of at most 30 minutes, 15 minutes a visit. */
export const WAIT_MARK_MIN = 30;
export const VISIT_MARK_MIN = 15;
/** A hold that outlasts this is likely forgotten. */
export const HOLD_MARK_MIN = 60;
/** How early the end of the hours is worth a word. */
export const CLOSING_MIN = 30;

export interface Seen {
  desk: CounterDesk;
  open: OpenState;
  now: number;
  offsetMin: number;
  /** Tickets whose paper failed, newest last. */
  misprints: ReadonlyMap<string, { number: string; fault: string }>;
}

export function attention({ desk, open, now, offsetMin, misprints }: Seen): Message[] {
  return [
    ...serving(desk, now),
    ...late(desk, now),
    ...pauseOver(desk, now, offsetMin),
    ...[...misprints.values()].reverse().map(misprint),
    ...closing(desk, open, now, offsetMin),
    ...held(desk, now),
  ];
}

function serving({ current }: CounterDesk, now: number): Message[] {
  if (current?.state !== 'serving' || !current.started_at) return [];
  const minutes = minutesBetween(instant(current.started_at), now);
  return minutes >= VISIT_MARK_MIN ? [{ key: 'attention.serving', params: { ticket: current.number, minutes } }] : [];
}

function late({ waiting }: CounterDesk, now: number): Message[] {
  const past = waiting
    .map((entry) => ({ ticket: entry.number, minutes: minutesBetween(instant(entry.issued_at), now) }))
    .filter(({ minutes }) => minutes >= WAIT_MARK_MIN)
    .sort((a, b) => b.minutes - a.minutes);
  const worst = past[0];
  if (!worst) return [];
  return past.length === 1
    ? [{ key: 'attention.late', params: worst }]
    : [{ key: 'attention.lateMany', params: { ...worst, count: past.length } }];
}

function pauseOver({ counter }: CounterDesk, now: number, offsetMin: number): Message[] {
  if (counter.status !== 'paused' || !counter.paused_until) return [];
  const until = instant(counter.paused_until);
  return now > until ? [{ key: 'attention.pauseOver', params: { time: clockMinutes(until, offsetMin) } }] : [];
}

function misprint({ number, fault }: { number: string; fault: string }): Message {
  if (!fault) return { key: 'attention.noPaper', params: { ticket: number } };
  return { key: 'attention.print', params: { ticket: number, fault: { key: faultKey(fault) } } };
}

function closing(desk: CounterDesk, open: OpenState, now: number, offsetMin: number): Message[] {
  if (!open.open || !open.changes_at || desk.waiting_total === 0) return [];
  const at = instant(open.changes_at);
  if (at - now > CLOSING_MIN * 60_000) return [];
  return [{ key: 'attention.closing', params: { count: desk.waiting_total, time: clockMinutes(at, offsetMin) } }];
}

function held({ parked }: CounterDesk, now: number): Message[] {
  return parked
    .filter((ticket) => ticket.parked_at)
    .map((ticket) => ({ ticket: ticket.number, minutes: minutesBetween(instant(ticket.parked_at!), now) }))
    .filter(({ minutes }) => minutes >= HOLD_MARK_MIN)
    .map((params) => ({ key: 'attention.parked', params }));
}
