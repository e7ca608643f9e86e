/** The public API as the console uses it: questions, and commands that carry an id. Nothing here knows of screens. */
import type {
  Board,
  CounterDesk,
  Explanation,
  Intent,
  Lane,
  Lang,
  Role,
  SessionView,
  SiteView,
  TicketView,
} from './types';
import { problemOf } from './problem';

const BASE = '/api/v1';

let spoken: Lang = 'vi';

/** The language in which the server words its refusals. */
export function speak(lang: Lang) {
  spoken = lang;
}

let unauthorised: () => void = () => {};

/** What to do when the server no longer knows the caller. */
export function onUnauthorised(act: () => void) {
  unauthorised = act;
}

export const api = {
  session: () => call<SessionView>('GET', '/session'),
  signIn: (name: string, password: string) => call<SessionView>('POST', '/session', { name, password }),
  signOut: () => call<void>('DELETE', '/session'),
  setUp: (token: string, name: string, password: string) => call<void>('POST', '/setup', { token, name, password }),
  addUser: (user: { name: string; password: string; role: Role; staff?: string }) => call<void>('POST', '/users', user),
  site: () => call<SiteView>('GET', '/site'),
  board: () => call<Board>('GET', '/board'),
  desk: (counter: string) => call<CounterDesk>('GET', `/counters/${encodeURIComponent(counter)}`),
  explain: (ticket: string) => call<Explanation>('GET', `/tickets/${ticket}/explain`),
};

/** A command, ready to be sent as often as it takes with one id. */
export type Command<T> = (commandId: string, signal: AbortSignal) => Promise<T>;

const counterCommand =
  (verb: string) =>
  (counter: string, more: object = {}): Command<TicketView | undefined> =>
  (command_id, signal) =>
    call('POST', `/counters/${encodeURIComponent(counter)}/${verb}`, { command_id, ...more }, signal);

const ticketCommand =
  (verb: string) =>
  (ticket: string, more: object = {}): Command<TicketView> =>
  (command_id, signal) =>
    call('POST', `/tickets/${ticket}/${verb}`, { command_id, ...more }, signal);

export const commands = {
  open: counterCommand('open'),
  close: counterCommand('close'),
  pause: (counter: string, until?: string) => counterCommand('pause')(counter, { until }),
  callNext: (counter: string, finish: boolean) => counterCommand('call-next')(counter, { finish }),
  recall: ticketCommand('recall'),
  start: ticketCommand('start'),
  finish: ticketCommand('finish'),
  noShow: ticketCommand('no-show'),
  park: (ticket: string, reason?: string) => ticketCommand('park')(ticket, { reason }),
  resume: (ticket: string, counter?: string) => ticketCommand('resume')(ticket, { counter }),
  transfer: (ticket: string, to: { service?: string; counter?: string }) => ticketCommand('transfer')(ticket, to),
  /** The command's id is the new ticket's: sent again, it is the same ticket. */
  issue:
    (ask: { service: string; intent: Intent; lane: Lane; lang: Lang }): Command<TicketView> =>
    (id, signal) =>
      call('PUT', `/tickets/${id}`, ask, signal),
};

/** How long a question may stay without an answer. */
const ASK_MS = 5000;

async function call<T>(method: string, path: string, body?: object, signal?: AbortSignal): Promise<T> {
  const response = await fetch(BASE + path, {
    method,
    headers: {
      Accept: 'application/json, application/problem+json',
      'Accept-Language': spoken,
      ...(body && { 'Content-Type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
    credentials: 'same-origin',
    cache: 'no-store',
    signal: signal ?? AbortSignal.timeout(ASK_MS),
  });
  const given: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (response.status === 401 && path !== '/session') unauthorised();
  if (!response.ok) throw problemOf(response, given);
  return given as T;
}
