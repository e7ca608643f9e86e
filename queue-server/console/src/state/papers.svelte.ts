/**
 * Who has a number and no paper, and whose paper a kiosk was asked for and has not begun. Events tell it with the fault
 * and the kiosk; what happened before this page was opened is asked for once a connection, and then only the number is
 * known.
 */
import { api } from '../api/client';
import type { LogEvent } from '../lib/stream';
import { live } from './live.svelte';

export interface Misprint {
  number: string;
  /** The device's code, or nothing where it was not heard. */
  fault: string;
  kiosk: string;
}

/** Misprints worth remembering: more than anyone prints again by hand before looking at the printer. */
const MISPRINTS = 50;

class Papers {
  failed = $state.raw<ReadonlyMap<string, Misprint>>(new Map());
  /** Numbers by ticket, for what the kiosks' own lists name by ticket only. */
  asked = $state.raw<ReadonlyMap<string, string>>(new Map());

  /** What was heard while a question is out: it may be newer than the answer. */
  #heard: LogEvent[] | undefined;

  constructor() {
    live.listen({
      event: (event) => {
        this.#heard?.push(event);
        this.failed = foldMisprints(this.failed, event);
        this.asked = foldAsked(this.asked, event);
      },
      regained: () => void this.#ask(),
    });
  }

  async #ask() {
    const heard: LogEvent[] = [];
    this.#heard = heard;
    try {
      const asked = live.kiosks.flatMap((kiosk) => kiosk.reprints ?? []).slice(0, MISPRINTS);
      const [tickets, waiting] = await Promise.all([api.unprinted(), Promise.all(asked.map(api.ticket))]);
      if (this.#heard !== heard) return;
      const known = this.failed;
      const failed = tickets.map(({ id, number }) => [id, known.get(id) ?? { number, fault: '', kiosk: '' }] as const);
      this.failed = heard.reduce(foldMisprints, new Map(failed));
      this.asked = heard.reduce(foldAsked, new Map(waiting.map(({ id, number }) => [id, number])));
    } catch {
      // The next connection asks again; what was heard stays.
    } finally {
      if (this.#heard === heard) this.#heard = undefined;
    }
  }
}

/** Folds one event: paper that failed, is being tried again, came, or is no longer needed. */
export function foldMisprints(failed: ReadonlyMap<string, Misprint>, event: LogEvent): ReadonlyMap<string, Misprint> {
  const { ticket, number = '', fault = '', kiosk = '' } = event;
  if (event.type === 'day-closed') return new Map();
  if (!ticket) return failed;
  switch (event.type) {
    case 'ticket-print-failed': {
      const next = new Map(failed);
      next.delete(ticket);
      next.set(ticket, { number, fault, kiosk });
      return new Map([...next].slice(-MISPRINTS));
    }
    case 'ticket-printing':
    case 'ticket-printed':
    case 'ticket-finished':
    case 'ticket-no-show':
    case 'ticket-cancelled':
    case 'ticket-unserved': {
      if (!failed.has(ticket)) return failed;
      const next = new Map(failed);
      next.delete(ticket);
      return next;
    }
    default:
      return failed;
  }
}

/** Folds one event: a kiosk was asked for a paper, or began it. */
export function foldAsked(asked: ReadonlyMap<string, string>, event: LogEvent): ReadonlyMap<string, string> {
  const { ticket, type, number = '' } = event;
  if (type === 'day-closed') return new Map();
  if (!ticket || (type !== 'reprint-asked' && !(type === 'ticket-printing' && asked.has(ticket)))) return asked;
  const next = new Map(asked);
  if (type === 'reprint-asked') next.set(ticket, number);
  else next.delete(ticket);
  return new Map([...next].slice(-MISPRINTS));
}

export const papers = new Papers();
