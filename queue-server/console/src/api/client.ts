/** The public API as the console uses it: questions, and commands that carry an id. Nothing here knows of screens. */
import createClient from 'openapi-fetch';

import { problemOf } from './problem';
import type { paths } from './schema';
import type { CounterDesk, Explanation, Intent, KioskOrder, Lane, Lang, Role, Support, TicketView } from './types';

/** How long a question may stay without an answer. */
const ASK_MS = 5000;

const client = createClient<paths>({ credentials: 'same-origin', cache: 'no-store' });

let spoken: Lang = 'vi';
let unauthorised: () => void = () => {};

client.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', spoken);
    return request;
  },
  onResponse({ response, schemaPath }) {
    // A wrong password at the sign-in is no session that ended.
    if (response.status === 401 && schemaPath !== '/api/v1/session') unauthorised();
    return undefined;
  },
});

/** The language in which the server words its refusals. */
export function speak(lang: Lang) {
  spoken = lang;
}

/** What to do when the server no longer knows the caller. */
export function onUnauthorised(act: () => void) {
  unauthorised = act;
}

const soon = () => ({ signal: AbortSignal.timeout(ASK_MS) });
const of = (id: string) => ({ params: { path: { id } } });
const named = (name: string) => ({ params: { path: { name } } });

export const api = {
  session: () => answered(client.GET('/api/v1/session', soon())),
  signIn: (name: string, password: string) =>
    answered(client.POST('/api/v1/session', { body: { name, password }, ...soon() })),
  signOut: () => answered(client.DELETE('/api/v1/session', soon())),
  setUp: (token: string, name: string, password: string) =>
    answered(client.POST('/api/v1/setup', { body: { token, name, password }, ...soon() })),
  addUser: (body: { name: string; password: string; role: Role; staff?: string; unit?: string }) =>
    answered(client.POST('/api/v1/users', { body, ...soon() })),
  site: () => answered(client.GET('/api/v1/site', soon())),
  board: () => answered(client.GET('/api/v1/board', soon())),
  // openapi-fetch takes tuples for lists, so the types of these two are named.
  desk: (counter: string) =>
    answered(client.GET('/api/v1/counters/{id}', { ...of(counter), ...soon() })) as Promise<CounterDesk>,
  explain: (ticket: string) =>
    answered(client.GET('/api/v1/tickets/{id}/explain', { ...of(ticket), ...soon() })) as Promise<Explanation>,
  ticket: (ticket: string) =>
    answered(client.GET('/api/v1/tickets/{id}', { ...of(ticket), ...soon() })) as Promise<TicketView>,
  byNumber: (number: string) => answered(client.GET('/api/v1/tickets', { params: { query: { number } }, ...soon() })),
  /** Today's calls for support. */
  support: () => answered(client.GET('/api/v1/support', soon())) as Promise<Support[]>,
  /** Who has a number and no paper. */
  unprinted: () =>
    answered(client.GET('/api/v1/tickets', { params: { query: { print: 'failed' } }, ...soon() })),
};

/** A command, ready to be sent as often as it takes with one id. */
export type Command<T> = (commandId: string, signal: AbortSignal) => Promise<T>;

type Simple<Verb extends string> = `/api/v1/${'tickets' | 'counters' | 'support'}/{id}/${Verb}`;
type PlainVerb = 'recall' | 'start' | 'finish' | 'no-show' | 'return' | 'cancel' | 'open' | 'close' | 'answer' | 'end';
type Plain = Extract<Simple<PlainVerb>, keyof paths>;

/** A command without arguments of its own. */
const plain =
  (path: Plain) =>
  (id: string): Command<unknown> =>
  (command_id, signal) =>
    answered(client.POST(path, { ...of(id), body: { command_id }, signal }));

/** A word of the desk's printer, answered with the ticket. */
const paper = (verb: 'printing' | 'printed') => (ticket: string) => (command_id: string, signal: AbortSignal) =>
  answered(
    client.POST(`/api/v1/tickets/{id}/${verb}`, { ...of(ticket), body: { command_id }, signal }),
  ) as Promise<TicketView>;

export const commands = {
  open: plain('/api/v1/counters/{id}/open'),
  close: plain('/api/v1/counters/{id}/close'),
  pause:
    (counter: string, until?: string): Command<unknown> =>
    (command_id, signal) =>
      answered(client.POST('/api/v1/counters/{id}/pause', { ...of(counter), body: { command_id, until }, signal })),
  /** The ticket called, or nothing where nobody waits. */
  callNext: (counter: string, finish: boolean) => (command_id: string, signal: AbortSignal) =>
    answered(client.POST('/api/v1/counters/{id}/call-next', { ...of(counter), body: { command_id, finish }, signal })),
  /** Someone who is not next, for a reason of the site's list. */
  pick:
    (counter: string, ticket: string, reason: string): Command<unknown> =>
    (command_id, signal) =>
      answered(client.POST('/api/v1/counters/{id}/call', { ...of(counter), body: { command_id, ticket, reason }, signal })),
  lead:
    (counter: string, staff: string): Command<unknown> =>
    (command_id, signal) =>
      answered(client.POST('/api/v1/counters/{id}/lead', { ...of(counter), body: { command_id, staff }, signal })),
  askSupport:
    (counter: string, unit?: string): Command<unknown> =>
    (command_id, signal) =>
      answered(client.POST('/api/v1/counters/{id}/support', { ...of(counter), body: { command_id, unit }, signal })),
  answerSupport: plain('/api/v1/support/{id}/answer'),
  endSupport: plain('/api/v1/support/{id}/end'),
  note:
    (ticket: string, text: string): Command<unknown> =>
    (command_id, signal) =>
      answered(client.POST('/api/v1/tickets/{id}/note', { ...of(ticket), body: { command_id, text }, signal })),
  recall: plain('/api/v1/tickets/{id}/recall'),
  start: plain('/api/v1/tickets/{id}/start'),
  finish: plain('/api/v1/tickets/{id}/finish'),
  noShow: plain('/api/v1/tickets/{id}/no-show'),
  /** A no-show undone: back in the queue, at its place by its first time. */
  putBack: plain('/api/v1/tickets/{id}/return'),
  cancel: plain('/api/v1/tickets/{id}/cancel'),
  park:
    (ticket: string, reason?: string): Command<unknown> =>
    (command_id, signal) =>
      answered(client.POST('/api/v1/tickets/{id}/park', { ...of(ticket), body: { command_id, reason }, signal })),
  resume:
    (ticket: string, counter?: string): Command<unknown> =>
    (command_id, signal) =>
      answered(client.POST('/api/v1/tickets/{id}/resume', { ...of(ticket), body: { command_id, counter }, signal })),
  transfer:
    (ticket: string, to: { service?: string; counter?: string }): Command<unknown> =>
    (command_id, signal) =>
      answered(client.POST('/api/v1/tickets/{id}/transfer', { ...of(ticket), body: { command_id, ...to }, signal })),
  /** The command's id is the new ticket's: sent again, it is the same ticket. */
  issue: (body: { service: string; intent: Intent; lane: Lane; lang: Lang }) => (id: string, signal: AbortSignal) =>
    answered(client.PUT('/api/v1/tickets/{id}', { ...of(id), body, signal })),
  /** A kiosk prints it: for the first time, or again with the mark. */
  reprint:
    (ticket: string, kiosk: string): Command<unknown> =>
    (command_id, signal) =>
      answered(client.POST('/api/v1/tickets/{id}/reprint', { ...of(ticket), body: { command_id, kiosk }, signal })),
  /** The desk's own printer begins; the answer says which paper it is. */
  printing: paper('printing'),
  printed: paper('printed'),
  printFailed: (ticket: string, fault: string) => (command_id: string, signal: AbortSignal) =>
    answered(client.POST('/api/v1/tickets/{id}/print-failed', { ...of(ticket), body: { command_id, fault }, signal })),
  answerHelp:
    (kiosk: string): Command<unknown> =>
    (command_id, signal) =>
      answered(client.POST('/api/v1/kiosks/{name}/answer-help', { ...named(kiosk), body: { command_id }, signal })),
  order:
    (kiosk: string, order: KioskOrder): Command<unknown> =>
    (command_id, signal) =>
      answered(client.POST('/api/v1/kiosks/{name}/order', { ...named(kiosk), body: { command_id, order }, signal })),
};

/** The data of an answer; a refusal is thrown in the server's words. */
async function answered<T>(given: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await given;
  if (!response.ok) throw problemOf(response, error);
  return data as T;
}
