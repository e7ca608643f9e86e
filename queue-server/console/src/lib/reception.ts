/** What the reception desk can do with a ticket, and its state in words: pure, from the ticket alone. */
import type { TicketView } from '../api/types';
import type { Message } from '../i18n/catalogue';
import type { Offer } from './deeds';
import { faultKey } from './kiosks';
import { clockMinutes, instant } from './time';

export type ReceptionDeed = 'print' | 'transfer' | 'resume' | 'cancel';

const no = (key: Message['key']): Offer => ({ can: false, note: { key } });

export function receptionOffers(ticket: TicketView | undefined): Record<ReceptionDeed, Offer> {
  if (!ticket) {
    const nothing = no('why.noneChosen');
    return { print: nothing, transfer: nothing, resume: nothing, cancel: nothing };
  }
  const { state, copies = 0 } = ticket;
  if (state === 'done' || state === 'cancelled' || state === 'unserved') {
    const ended = no('why.ended');
    return { print: ended, transfer: ended, resume: ended, cancel: ended };
  }
  const away = state === 'parked' || state === 'no_show';
  const print: Message =
    copies > 0 ? { key: 'action.print.again', params: { copy: copies + 1 } } : { key: 'action.print.first' };
  return {
    print: { can: true, note: print },
    transfer: away ? no('why.held') : { can: true, note: { key: 'action.transfer.note' } },
    resume: away ? { can: true, note: { key: 'action.resume.note' } } : no(state === 'waiting' ? 'why.inQueue' : 'why.atCounter'),
    cancel: state === 'serving' ? no('why.atCounter') : { can: true, note: { key: 'action.cancel.note' } },
  };
}

/** Where the citizen should go or be, in one sentence; a waiting ticket has its figures instead. */
export function whereTo(ticket: TicketView, counter: Message | undefined, reason: string, offsetMin: number): Message | undefined {
  const time = (at: string | null | undefined) => (at ? clockMinutes(instant(at), offsetMin) : '');
  switch (ticket.state) {
    case 'waiting':
      return undefined;
    case 'called':
      return counter && { key: 'reception.called', params: { counter } };
    case 'serving':
      return counter && { key: 'reception.serving', params: { counter, time: time(ticket.started_at) } };
    case 'parked':
      return { key: 'reception.parked', params: { reason, time: time(ticket.parked_at) } };
    case 'no_show':
      return { key: 'reception.noShow', params: { count: ticket.calls, time: time(ticket.called_at) } };
    case 'done':
      return { key: 'reception.done', params: { time: time(ticket.ended_at) } };
    case 'cancelled':
      return { key: 'reception.cancelled' };
    case 'unserved':
      return { key: 'reception.unserved' };
  }
}

/** What is known of the paper. */
export function paperWords(ticket: TicketView, fault: string, waitsAt: string | undefined): Message {
  const { print, copies = 0 } = ticket;
  if (waitsAt !== undefined) return { key: 'paper.asked', params: { kiosk: waitsAt } };
  switch (print) {
    case 'issued':
      return { key: 'paper.issued' };
    case 'printing':
      return { key: 'paper.printing', params: { copies } };
    case 'printed':
      return { key: 'paper.printed', params: { copies } };
    case 'failed':
      return fault ? { key: 'paper.failedWhy', params: { fault: { key: faultKey(fault) } } } : { key: 'paper.failed' };
  }
}
