/**
 * A hall that follows the server's rules closely enough to drive the console: tickets, counters, refusals, and a log
 * whose events go to whoever listens. The real rules are queue-core's; here only the shapes and the order matter.
 */
import type {
  Board,
  BoardCounter,
  BoardKiosk,
  CallReason,
  CounterDesk,
  Intent,
  KioskReport,
  Lane,
  Lang,
  Support,
  TicketView,
} from '../../../src/api/types';
import { foldKiosks } from '../../../src/lib/kiosks';
import type { LogEvent } from '../../../src/lib/stream';
import { foldSupport } from '../../../src/lib/support';
import { COUNTERS, FIELDS, SERVICES } from './site';

export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly kind: string,
    readonly words: { vi: [string, string]; en: [string, string] },
  ) {
    super(kind);
  }
}

type Body = Record<string, string | boolean | undefined>;

export class Hall {
  seq = 1;
  tickets = new Map<string, TicketView>();
  counters = new Map<string, BoardCounter>(
    COUNTERS.map(({ id }) => [id, { id, status: 'closed' } satisfies BoardCounter]),
  );
  reasons = new Map<string, CallReason>();
  bound = new Map<string, string>();
  kiosks: readonly BoardKiosk[] = [];
  connected = new Set<string>();
  /** Open calls for support, and those that are over. */
  support: readonly Support[] = [];
  over: Support[] = [];
  #counts = new Map<string, number>();

  constructor(
    readonly now: () => string,
    readonly publish: (event: Record<string, unknown>) => void,
  ) {}

  /** Puts a ticket in, as if it had been there. */
  seed(number: string, service: string, issuedMinutesAgo: number, more: Partial<TicketView> = {}): TicketView {
    const issued = new Date(Date.parse(this.now()) - issuedMinutesAgo * 60_000 - 500).toISOString();
    const ticket: TicketView = {
      id: `0190a000-0000-7000-8000-${String(this.tickets.size + 1).padStart(12, '0')}`,
      number,
      service,
      intent: SERVICES.find((s) => s.id === service)?.intent ?? 'submit',
      state: 'waiting',
      lane: 'regular',
      lang: 'vi',
      day: '2019-08-01',
      issued_at: issued,
      ahead: 0,
      counters: COUNTERS.filter((c) => c.serves.includes(service)).map((c) => c.id),
      print: 'printed',
      copies: 1,
      calls: 0,
      transferred: false,
      counts_from: '2019-08-01',
      trial: false,
      seq: this.seq,
      ...more,
    };
    this.tickets.set(ticket.id, ticket);
    return ticket;
  }

  board(): Board {
    return {
      seq: this.seq,
      at: this.now(),
      day: '2019-08-01',
      open: this.open(),
      counters: [...this.counters.values()],
      calls: [],
      waits: this.waits(),
      kiosks: [...this.kiosks],
      support: [...this.support],
    } as Board;
  }

  open() {
    return { open: true, changes_at: '2019-08-01T04:30:00Z' };
  }

  waits() {
    return SERVICES.map(({ id }) => {
      const waiting = this.#waiting([id]).length;
      const low_s = waiting * 120;
      return {
        service: id,
        waiting,
        ahead: waiting,
        wait: { low_s, high_s: low_s + 300 },
        priority_ahead: 0,
        priority_wait: { low_s: 0, high_s: 300 },
        offered: true,
      };
    });
  }

  desk(id: string): CounterDesk {
    const config = COUNTERS.find((c) => c.id === id);
    const counter = this.counters.get(id);
    if (!config || !counter) throw unknown();
    const current = counter.current ? this.tickets.get(counter.current.ticket) : undefined;
    const waiting = this.#waitingAt(id);
    const here = (state: string) =>
      [...this.tickets.values()].filter((t) => t.state === state && config.serves.includes(t.service));
    return {
      seq: this.seq,
      at: this.now(),
      counter,
      current,
      reason: current && this.reasons.get(current.id),
      waiting_total: waiting.length,
      waiting: waiting.slice(0, 50).map(({ id, number, service, lane, issued_at, transferred }) => ({
        id,
        number,
        service,
        lane,
        issued_at,
        transferred,
      })),
      owner: FIELDS.find((field) => (current ? [current.service] : config.serves).includes(field.id))?.owner,
      parked: here('parked'),
      no_shows: here('no_show'),
    };
  }

  counterDeed(id: string, verb: string, body: Body): TicketView | undefined {
    const counter = this.counters.get(id);
    if (!counter) throw unknown();
    switch (verb) {
      case 'open':
        this.#set(id, { status: 'open', paused_until: undefined });
        this.#log('counter-opened', { counter: id });
        return undefined;
      case 'pause':
        this.#set(id, { status: 'paused', paused_until: body.until as string | undefined });
        this.#log('counter-paused', { counter: id });
        return undefined;
      case 'close':
        if (counter.current) throw stillOpen(id, counter.current.number);
        this.#set(id, { status: 'closed', paused_until: undefined });
        this.#log('counter-closed', { counter: id });
        return undefined;
      case 'call': {
        if (counter.status !== 'open') throw notOpen(id, counter.status);
        if (counter.current) throw stillOpen(id, counter.current.number);
        const picked = this.tickets.get(String(body.ticket));
        if (!picked) throw unknown();
        if (picked.state !== 'waiting') throw wrongState(picked);
        this.#call(picked, id, { rule: 'out_of_order', reason: String(body.reason) });
        return this.told(this.tickets.get(picked.id) ?? picked);
      }
      case 'lead':
        this.#set(id, { lead: String(body.staff) });
        this.#log('lead-changed', { counter: id, staff: body.staff });
        return undefined;
      case 'support': {
        const unit = (body.unit as string | undefined) ?? this.desk(id).owner;
        if (!this.support.some((call) => call.counter === id && call.unit === unit)) {
          this.#log('support-asked', { support: body.command_id, counter: id, unit, ticket: counter.current?.ticket });
        }
        return undefined;
      }
      case 'call-next':
        return this.#callNext(id, body.finish === true);
      default:
        throw unknown();
    }
  }

  ticketDeed(id: string, verb: string, body: Body): TicketView {
    const ticket = this.tickets.get(id);
    if (!ticket) throw unknown();
    const needs = (...states: string[]) => {
      if (!states.includes(ticket.state)) throw wrongState(ticket);
    };
    switch (verb) {
      case 'recall':
        needs('called');
        this.#change(ticket, { calls: ticket.calls + 1 });
        this.#at(ticket, { at: this.now(), call: ticket.calls + 1 });
        this.#log('ticket-recalled', about(ticket));
        break;
      case 'start':
        needs('called');
        this.#change(ticket, { state: 'serving', started_at: this.now() });
        this.#at(ticket, { state: 'serving' });
        this.#log('ticket-started', about(ticket));
        break;
      case 'finish':
        needs('serving');
        this.#leave(ticket, { state: 'done', ended_at: this.now() });
        this.#log('ticket-finished', about(ticket));
        break;
      case 'no-show':
        needs('called');
        this.#leave(ticket, { state: 'no_show' });
        this.#log('ticket-no-show', about(ticket));
        break;
      case 'return':
        needs('no_show');
        this.#change(ticket, { state: 'waiting', lane: 'returning' });
        this.#log('ticket-returned', { ...about(ticket), lane: 'returning' });
        break;
      case 'note': {
        const text = String(body.text);
        if (/\d{9}|0\d{9}|@/.test(text.replace(/[ .]/g, ''))) throw personal();
        this.#change(ticket, { note: text || undefined });
        this.#log('ticket-noted', { ...about(ticket), text });
        break;
      }
      case 'park':
        needs('called', 'serving');
        this.#leave(ticket, { state: 'parked', parked_at: this.now(), reason: body.reason as string | undefined });
        this.#log('ticket-parked', about(ticket));
        break;
      case 'resume':
        needs('parked', 'no_show');
        if (typeof body.counter === 'string') {
          this.#call(ticket, body.counter, { rule: 'resumed' });
        } else {
          this.#change(ticket, { state: 'waiting', lane: 'returning' });
          this.#log('ticket-resumed', about(ticket));
        }
        break;
      case 'transfer': {
        needs('waiting', 'called', 'serving');
        const service = (body.service as string | undefined) ?? ticket.service;
        if (typeof body.counter === 'string') this.bound.set(id, body.counter);
        this.#leave(ticket, { state: 'waiting', service, transferred: true });
        this.#log('ticket-transferred', about(ticket));
        break;
      }
      case 'cancel':
        needs('waiting', 'called', 'parked', 'no_show');
        this.#leave(ticket, { state: 'cancelled' });
        this.#log('ticket-cancelled', about(ticket));
        break;
      case 'reprint': {
        const kiosk = this.kiosks.find((one) => one.name === body.kiosk);
        if (!kiosk) throw unknownKiosk(String(body.kiosk));
        if (!kiosk.reprints?.includes(id)) this.#log('reprint-asked', { ...about(ticket), kiosk: kiosk.name });
        break;
      }
      case 'printing': {
        const copies = (ticket.copies ?? 0) + 1;
        this.#change(ticket, { print: 'printing', copies });
        this.#log('ticket-printing', { ...about(ticket), copy: copies, kiosk: (body.kiosk as string) ?? 'khoi' });
        break;
      }
      case 'printed':
        this.#change(ticket, { print: 'printed' });
        this.#log('ticket-printed', about(ticket));
        break;
      case 'print-failed':
        this.#change(ticket, { print: 'failed' });
        this.#log('ticket-print-failed', { ...about(ticket), fault: body.fault, kiosk: (body.kiosk as string) ?? '' });
        break;
      default:
        throw unknown();
    }
    return this.told(this.tickets.get(id) ?? ticket);
  }

  kioskDeed(name: string, verb: string, body: Body) {
    if (!this.kiosks.some((one) => one.name === name)) throw unknownKiosk(name);
    if (verb === 'answer-help') return this.#log('help-answered', { kiosk: name });
    const now = body.order === 'restart' || body.order === 'test-print';
    if (now && !this.connected.has(name)) throw kioskAway(name);
    this.#log('kiosk-ordered', { kiosk: name, order: body.order });
  }

  /** Somebody of the authority comes, or the support is over. */
  supportDeed(id: string, verb: string, by: string) {
    const call = this.support.find((one) => one.id === id);
    if (!call) throw unknown();
    const about = { support: id, counter: call.counter };
    if (verb === 'answer') return this.#log('support-answered', { ...about, by: { role: 'clerk', name: by } });
    this.over = [...this.over, { ...call, ended_at: this.now() }];
    this.#log('support-ended', about);
  }

  /** A kiosk tells how it is. */
  report(kiosk: string, report: Partial<KioskReport>) {
    const known = this.kiosks.find((one) => one.name === kiosk)?.report;
    const whole = { version: '0.4.0', printer: 'tcp://10.0.0.7:9100, generic-80', numbers_left: 200, ...known, ...report };
    this.#log('kiosk-reported', { kiosk, report: whole });
  }

  /** A ticket as it is told: with those before it. */
  told(ticket: TicketView): TicketView {
    const told = { ...ticket, seq: this.seq };
    if (ticket.state !== 'waiting') return told;
    const ahead = this.#waiting([ticket.service]).findIndex((one) => one.id === ticket.id);
    return { ...told, ahead, wait: { low_s: ahead * 150, high_s: ahead * 150 + 500 } };
  }

  find(number: string | null, print: string | null): TicketView[] {
    const found = [...this.tickets.values()].filter(
      (t) => (number === null || t.number === number) && (print === null || t.print === print),
    );
    return found.map((ticket) => this.told(ticket));
  }

  issue(id: string, ask: { service: string; intent?: Intent; lane?: Lane; lang?: Lang }): TicketView {
    const there = this.tickets.get(id);
    if (there) return there;
    const service = SERVICES.find((s) => s.id === ask.service);
    if (!service) throw unknown();
    const numbers = [...this.tickets.values()].filter((t) => t.number.startsWith(service.letter));
    const last = Math.max(0, this.#counts.get(service.id) ?? 0, ...numbers.map((t) => Number(t.number.slice(1))));
    this.#counts.set(service.id, last + 1);
    const number = `${service.letter}${String(last + 1).padStart(3, '0')}`;
    const ahead = this.#waiting([service.id]).length;
    const ticket = this.seed(number, service.id, 0, {
      id,
      lane: ask.lane ?? 'regular',
      lang: ask.lang ?? 'vi',
      print: 'issued',
      copies: 0,
      ahead,
      wait: { low_s: ahead * 120, high_s: ahead * 120 + 300 },
      issued_at: this.now(),
    });
    this.#log('ticket-issued', about(ticket));
    return ticket;
  }

  /** Brings a ticket to a counter, as if it had been called some time ago. */
  place(ticket: TicketView, counter: string, state: 'called' | 'serving', secondsAgo: number, calledAgo = secondsAgo) {
    const ago = (seconds: number) => new Date(Date.parse(this.now()) - seconds * 1000).toISOString();
    this.#change(ticket, {
      state,
      counter,
      calls: 1,
      called_at: ago(calledAgo),
      started_at: state === 'serving' ? ago(secondsAgo) : undefined,
    });
    this.reasons.set(ticket.id, this.#turn(ticket.lane, counter));
    this.#set(counter, {
      status: 'open',
      current: { ticket: ticket.id, number: ticket.number, service: ticket.service, state, at: ago(calledAgo), call: 1 },
    });
  }

  /** Logs an event that changes nothing here, such as a printer's fault. */
  log(type: string, more: object) {
    this.#log(type, more);
  }

  #callNext(id: string, finish: boolean): TicketView | undefined {
    const counter = this.counters.get(id);
    if (counter?.status !== 'open') throw notOpen(id, counter?.status ?? 'closed');
    const current = counter.current && this.tickets.get(counter.current.ticket);
    if (current && !(finish && current.state === 'serving')) throw stillOpen(id, current.number);
    if (current) this.ticketDeed(current.id, 'finish', {});
    const next = this.#waitingAt(id)[0];
    if (!next) return undefined;
    this.#call(next, id, this.#turn(next.lane, id));
    return this.tickets.get(next.id);
  }

  #turn(lane: Lane, counter: string): CallReason {
    const weights = { regular: 2, priority: 1, booked: 1, returning: 1 };
    const busy = new Set<Lane>([lane, ...this.#waitingAt(counter).map((t) => t.lane)]);
    const lanes = (['regular', 'priority', 'booked', 'returning'] as const).filter((l) => busy.has(l));
    return { rule: 'turn', lane, weights: lanes.map((l) => [l, weights[l]]), waiting: this.#waitingAt(counter).length };
  }

  #call(ticket: TicketView, counter: string, reason: CallReason) {
    const [at, call] = [this.now(), ticket.calls + 1];
    this.#change(ticket, { state: 'called', counter, calls: call, called_at: ticket.called_at ?? at });
    this.reasons.set(ticket.id, reason);
    const { id, number, service } = ticket;
    this.#set(counter, { current: { ticket: id, number, service, state: 'called', at, call } });
    this.#log('ticket-called', { ...about(ticket), counter });
  }

  #leave(ticket: TicketView, change: Partial<TicketView>) {
    const counter = ticket.counter;
    this.#change(ticket, change);
    if (counter && this.counters.get(counter)?.current?.ticket === ticket.id) this.#set(counter, { current: undefined });
  }

  #at(ticket: TicketView, change: Partial<NonNullable<BoardCounter['current']>>) {
    const counter = ticket.counter && this.counters.get(ticket.counter);
    if (counter && counter.current) this.#set(counter.id, { current: { ...counter.current, ...change } });
  }

  #change(ticket: TicketView, change: Partial<TicketView>) {
    this.tickets.set(ticket.id, { ...ticket, ...change, seq: this.seq + 1 });
  }

  #set(id: string, change: Partial<BoardCounter>) {
    const counter = this.counters.get(id);
    if (counter) this.counters.set(id, { ...counter, ...change });
  }

  #waiting(services: string[]) {
    return [...this.tickets.values()].filter((t) => t.state === 'waiting' && services.includes(t.service));
  }

  #waitingAt(id: string) {
    const serves = COUNTERS.find((c) => c.id === id)?.serves ?? [];
    return [...this.tickets.values()].filter((t) => {
      const bound = this.bound.get(t.id);
      return t.state === 'waiting' && (bound ? bound === id : serves.includes(t.service));
    });
  }

  #log(type: string, more: object) {
    this.seq++;
    const event = { seq: this.seq, at: this.now(), type, ...more };
    this.kiosks = foldKiosks(this.kiosks, event as LogEvent);
    this.support = foldSupport(this.support, event as LogEvent);
    this.publish(event);
  }
}

function about({ id, number, service, counter }: TicketView) {
  return { ticket: id, number, service, counter };
}

function unknown() {
  return new Refused(404, 'unknown', {
    vi: ['Không tìm thấy', 'Mời xem lại địa chỉ.'],
    en: ['Not found', 'Please check the address.'],
  });
}

function unknownKiosk(name: string) {
  return new Refused(404, 'unknown-kiosk', {
    vi: ['Không có máy lấy số này', `Chưa có máy nào tên “${name}” báo về. Hãy chọn một máy trong danh sách.`],
    en: ['There is no such kiosk', `No kiosk called “${name}” has reported. Please choose one from the list.`],
  });
}

function kioskAway(name: string) {
  return new Refused(409, 'kiosk-away', {
    vi: ['Máy lấy số đang mất kết nối', `“${name}” không nghe được lệnh này. Hãy kiểm tra nguồn điện và dây mạng của máy.`],
    en: ['The kiosk is not connected', `“${name}” cannot hear this order. Please check its power and network cable.`],
  });
}

function personal() {
  return new Refused(422, 'note-looks-personal', {
    vi: ['Ghi chú có số giống số của một người', 'Mời bỏ số giấy tờ, số điện thoại hoặc địa chỉ thư rồi lưu lại.'],
    en: ['The note has what looks like a person’s number', 'Please take identity, phone or e-mail out and save again.'],
  });
}

function stillOpen(counter: string, number: string) {
  const n = counter.replace('quay-', '');
  return new Refused(409, 'ticket-still-open', {
    vi: [`Quầy ${n} còn số ${number}`, `Mời kết thúc, chuyển hoặc tạm giữ ${number} trước.`],
    en: [`Counter ${n} still has ${number}`, `Please finish, transfer or hold ${number} first.`],
  });
}

function notOpen(counter: string, status: string) {
  const n = counter.replace('quay-', '');
  return new Refused(409, `counter-${status}`, {
    vi: [`Quầy ${n} chưa mở`, 'Mời mở quầy rồi gọi.'],
    en: [`Counter ${n} is not open`, 'Please open the counter, then call.'],
  });
}

function wrongState(ticket: TicketView) {
  return new Refused(409, 'wrong-state', {
    vi: [`${ticket.number} đã đổi trạng thái`, 'Mời xem lại danh sách.'],
    en: [`${ticket.number} is in another state`, 'Please look at the list again.'],
  });
}
