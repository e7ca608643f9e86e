/**
 * The API's shapes over real sockets, with the faults that a browser test needs: answers that are held, lost or late, a
 * stream that is cut. It serves the built console under a strict policy, as the server does.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Hall, Refused } from './hall';
import { siteAt } from './site';

const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'";

export const ACCOUNT = { name: 'khoi', password: 'mot cua 2019' };

export interface Received {
  path: string;
  body: Record<string, unknown>;
}

export class MockServer {
  readonly hall: Hall;
  /** Every command that reached the server, repeats included. */
  readonly received: Received[] = [];
  readonly users: Record<string, unknown>[] = [];
  /** Every question. */
  readonly asked: string[] = [];
  /** Answers of the next so many commands are lost after they were carried out. */
  loseAnswers = 0;
  signedIn = false;
  role = 'clerk';
  unit: string | undefined;

  #server: Server | undefined;
  #port = 0;
  #sockets = new Set<Socket>();
  #streams = new Set<ServerResponse>();
  #answers = new Map<string, { status: number; body: unknown }>();
  #gate: { promise: Promise<void>; open: () => void } | undefined;
  #muted = false;
  #clock: { server: number; here: number };
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(at = '2019-08-01T02:15:45.000Z') {
    this.#clock = { server: Date.parse(at), here: Date.now() };
    this.hall = new Hall(
      () => this.now(),
      (event) => this.#send(String(event.type), event, Number(event.seq)),
    );
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  now(): string {
    return new Date(this.#clock.server + Date.now() - this.#clock.here).toISOString();
  }

  /** Puts the server's clock at an instant; it goes on from there. */
  setClock(at: string) {
    this.#clock = { server: Date.parse(at), here: Date.now() };
    this.#signal();
  }

  async start() {
    const server = createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
    this.#timer = setInterval(() => this.#signal(), 2000);
  }

  /** The server is gone: every socket breaks and nobody listens. */
  async stop() {
    clearInterval(this.#timer);
    const closed = new Promise<void>((resolve) => this.#server?.close(() => resolve()) ?? resolve());
    for (const socket of this.#sockets) socket.destroy();
    this.#streams.clear();
    await closed;
  }

  /** The stream stays open and says nothing, as behind a pulled cable. */
  mute(on: boolean) {
    this.#muted = on;
  }

  /** Commands are received and carried out, their answers wait for `release`. */
  hold() {
    let open = () => {};
    const promise = new Promise<void>((resolve) => (open = resolve));
    this.#gate = { promise, open };
  }

  release() {
    this.#gate?.open();
    this.#gate = undefined;
  }

  #signal() {
    this.#send('time', { seq: this.hall.seq, at: this.now() });
  }

  #send(name: string, data: object, id?: number) {
    if (this.#muted) return;
    const message = `event: ${name}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
    for (const stream of this.#streams) stream.write(message);
    if (name.startsWith('ticket-')) this.#waits([...this.#streams]);
  }

  /** A kiosk's stream opens or ends. */
  connect(kiosk: string, on: boolean) {
    if (on) this.hall.connected.add(kiosk);
    else this.hall.connected.delete(kiosk);
    this.#waits([...this.#streams]);
  }

  #waits(streams: ServerResponse[]) {
    const { seq } = this.hall;
    const connected = [...this.hall.connected];
    const waits = { seq, at: this.now(), open: this.hall.open(), waits: this.hall.waits(), connected };
    for (const stream of streams) stream.write(`event: waits\ndata: ${JSON.stringify(waits)}\n\n`);
  }

  async #serve(request: IncomingMessage, response: ServerResponse) {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', this.url);
    if (!path.startsWith('/api/v1')) return this.#file(path, response);
    const body = await read(request);
    const call = `${request.method} ${path.slice('/api/v1'.length)}`;
    if (request.method === 'GET') this.asked.push(path);
    const english = request.headers['accept-language']?.startsWith('en') ?? false;
    try {
      await this.#api(call, query, body, response);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const [title, detail] = error.words[english ? 'en' : 'vi'];
      const problem = { type: `urn:motcua:problem:${error.kind}`, title, status: error.status, detail };
      response.writeHead(error.status, { 'Content-Type': 'application/problem+json' }).end(JSON.stringify(problem));
    }
  }

  async #api(call: string, query: URLSearchParams, body: Record<string, unknown>, response: ServerResponse) {
    const view = { name: ACCOUNT.name, role: this.role, staff: 'le-minh-khoi', unit: this.unit };
    if (call === 'POST /session') {
      if (body.name !== ACCOUNT.name || body.password !== ACCOUNT.password) throw wrongPassword();
      this.signedIn = true;
      response.setHeader('Set-Cookie', 'motcua=1; HttpOnly; SameSite=Strict; Path=/');
      return answer(response, 200, view);
    }
    if (call === 'POST /setup') {
      this.received.push({ path: '/setup', body });
      return answer(response, 204);
    }
    if (!this.signedIn) throw signedOut();
    switch (call) {
      case 'GET /session':
        return answer(response, 200, view);
      case 'DELETE /session':
        this.signedIn = false;
        return answer(response, 204);
      case 'GET /site':
        return answer(response, 200, siteAt(this.hall.seq, this.now()));
      case 'GET /board':
        return answer(response, 200, this.hall.board());
      case 'GET /support':
        return answer(response, 200, [...this.hall.over, ...this.hall.support]);
      case 'GET /events':
        return this.#stream(response);
      case 'POST /users':
        this.users.push(body);
        return answer(response, 201, { name: body.name, role: body.role });
    }
    if (call === 'GET /tickets') return answer(response, 200, this.hall.find(query.get('number'), query.get('print')));
    const [method, , noun, id = '', verb] = call.split(/[ /]/).map(decodeURIComponent);
    if (method === 'GET' && noun === 'tickets' && !verb) {
      const ticket = this.hall.tickets.get(id);
      if (!ticket) throw noTicket();
      return answer(response, 200, this.hall.told(ticket));
    }
    if (method === 'GET' && noun === 'counters') return answer(response, 200, this.hall.desk(id));
    if (method === 'GET' && noun === 'tickets' && verb === 'explain') {
      const ticket = this.hall.tickets.get(id);
      const sentence =
        'A015 được gọi vì đến lượt làn thường (2 thường : 1 ưu tiên) và là số chờ lâu nhất trong làn: 22 phút.';
      return answer(response, 200, { ticket, reason: this.hall.reasons.get(id), sentence });
    }
    await this.#command(`/${noun}/${id}/${verb ?? ''}`, noun ?? '', id, verb, body, response);
  }

  async #command(
    path: string,
    noun: string,
    id: string,
    verb: string | undefined,
    body: Record<string, unknown>,
    response: ServerResponse,
  ) {
    this.received.push({ path, body });
    const key = verb ? String(body.command_id) : id;
    let kept = this.#answers.get(key);
    if (!kept) {
      const done = !verb
        ? this.hall.issue(id, body as never)
        : noun === 'counters'
          ? this.hall.counterDeed(id, verb, body as never)
          : noun === 'kiosks'
            ? this.hall.kioskDeed(id, verb, body as never)
            : noun === 'support'
              ? this.hall.supportDeed(id, verb, ACCOUNT.name)
            : this.hall.ticketDeed(id, verb, body as never);
      const empty = verb === 'call-next' || noun === 'kiosks' || noun === 'support';
      kept = { status: done ? (verb ? 200 : 201) : empty ? 204 : 200, body: done ?? {} };
      this.#answers.set(key, kept);
    }
    await this.#gate?.promise;
    if (this.loseAnswers > 0) {
      this.loseAnswers--;
      response.destroy();
      return;
    }
    answer(response, kept.status, kept.status === 204 ? undefined : kept.body);
  }

  #stream(response: ServerResponse) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
    if (this.#muted) return;
    const board = this.hall.board();
    response.write(`event: snapshot\nid: ${board.seq}\ndata: ${JSON.stringify(board)}\n\n`);
    this.#waits([response]);
    response.write(`event: time\ndata: ${JSON.stringify({ seq: board.seq, at: board.at })}\n\n`);
  }

  async #file(path: string, response: ServerResponse) {
    const asked = normalize(path).replace(/^\/+/, '');
    const file = extname(asked) ? asked : 'index.html';
    const bytes = await readFile(join(DIST, file));
    response.writeHead(200, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': POLICY,
    });
    response.end(bytes);
  }
}

async function read(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}

function answer(response: ServerResponse, status: number, body?: unknown) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function wrongPassword() {
  return new Refused(401, 'wrong-password', {
    vi: ['Sai tên đăng nhập hoặc mật khẩu', 'Mời nhập lại. Quên mật khẩu thì gặp quản trị của bộ phận.'],
    en: ['Wrong user name or password', 'Please try again, or ask the administrator of the office.'],
  });
}

function noTicket() {
  return new Refused(404, 'unknown-ticket', {
    vi: ['Không tìm thấy phiếu này', 'Phiếu có thể của ngày khác. Hãy xem ngày in trên phiếu.'],
    en: ['There is no such ticket', 'It may be from another day. Please look at the date on it.'],
  });
}

function signedOut() {
  return new Refused(401, 'signed-out', {
    vi: ['Chưa đăng nhập', 'Mời đăng nhập.'],
    en: ['Not signed in', 'Please sign in.'],
  });
}
