/**
 * The one stream from the server: what happens in the house, and what time it is there. Silence is noticed within five
 * seconds, and from then on everything on the screen carries the time at which it was last known to be true.
 */
import type { Board, BoardKiosk, OpenState, ServiceWait, Support, TimeSignal, Waits } from '../api/types';
import { foldKiosks } from '../lib/kiosks';
import { EVENTS, type LogEvent } from '../lib/stream';
import { foldSupport } from '../lib/support';
import { instant } from '../lib/time';

const EVENTS_URL = '/api/v1/events';
/** The server signals every two seconds; two missed signals are a cut. */
export const SILENCE_MS = 5000;
/** After this a connection that says nothing is given up and made anew. */
const RENEW_MS = 10_000;
/** Pause before a connection that the server refused is tried again. */
const RETRY_MS = 2000;
/** How often the clock on the screen is looked at: it shows seconds. */
const TICK_MS = 200;

export type Status = 'connecting' | 'live' | 'lost';

export interface Listener {
  event?(event: LogEvent): void;
  /** The connection is back, or new: whatever was known may be old. */
  regained?(): void;
  /** The server lives at this moment. */
  signal?(): void;
  /** The server refused the stream. */
  refused?(): void;
}

class Live {
  status = $state<Status>('connecting');
  /** The server's clock in whole seconds, as milliseconds; 0 before it was heard. */
  now = $state(0);
  /** The server's instant up to which events were heard. */
  asOf = $state(0);
  /** Seconds since the last sign of life. */
  silentFor = $state(0);
  /** Counts connections: what was fetched under an earlier one is not current. */
  epoch = $state(0);
  open = $state.raw<OpenState>();
  waits = $state.raw<readonly ServiceWait[]>([]);
  kiosks = $state.raw<readonly BoardKiosk[]>([]);
  /** Calls for support that nobody has ended. */
  support = $state.raw<readonly Support[]>([]);
  /** Kiosks whose stream is open; nothing before the server said it on this connection. */
  connected = $state.raw<ReadonlySet<string>>();
  /** When a kiosk's stream was seen to end, as the server's clock had it. */
  gone = $state.raw<ReadonlyMap<string, number>>(new Map());

  #source: EventSource | undefined;
  #listeners = new Set<Listener>();
  #heard = 0;
  #opened = 0;
  #anchor: { server: number; here: number } | undefined;
  #ticker: ReturnType<typeof setInterval> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  start() {
    if (this.#ticker !== undefined) return;
    // The computer itself knows first that its cable is out.
    addEventListener('offline', this.#lose);
    this.#heard = performance.now();
    this.#connect();
    this.#ticker = setInterval(() => this.#tick(), TICK_MS);
  }

  stop() {
    removeEventListener('offline', this.#lose);
    clearInterval(this.#ticker);
    clearTimeout(this.#retry);
    this.#ticker = undefined;
    this.#source?.close();
    this.#source = undefined;
    this.status = 'connecting';
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Settles with true when the cut connection is back; with false where it is not cut, or not back within `ms`. */
  back(ms: number): Promise<boolean> {
    if (this.status !== 'lost' || ms <= 0) return Promise.resolve(false);
    return new Promise((resolve) => {
      const end = (back: boolean) => {
        silence();
        clearTimeout(timer);
        resolve(back);
      };
      const silence = this.listen({ regained: () => end(true) });
      const timer = setTimeout(() => end(false), ms);
    });
  }

  #connect() {
    this.#source?.close();
    this.#opened = performance.now();
    const source = new EventSource(EVENTS_URL);
    this.#source = source;
    const on = <T>(name: string, act: (data: T) => void) =>
      source.addEventListener(name, (message: MessageEvent<string>) => {
        this.#heard = performance.now();
        act(JSON.parse(message.data) as T);
      });
    on<Board>('snapshot', (board) => {
      this.open = board.open;
      this.waits = board.waits;
      this.kiosks = board.kiosks ?? [];
      this.support = board.support ?? [];
      this.connected = undefined;
      this.#clock(board.at);
      // A snapshot stands for all that was missed.
      this.#alive(true);
    });
    on<Waits>('waits', (waits) => {
      this.open = waits.open;
      this.waits = waits.waits;
      this.#present(new Set(waits.connected ?? []), instant(waits.at));
    });
    on<TimeSignal>('time', ({ at }) => {
      this.#clock(at);
      this.#alive(false);
    });
    for (const name of EVENTS) on<LogEvent>(name, (event) => this.#event(event));
    source.onerror = () => {
      this.#lose();
      if (source.readyState !== EventSource.CLOSED) return;
      this.#tell((listener) => listener.refused?.());
      clearTimeout(this.#retry);
      this.#retry = setTimeout(() => this.#ticker !== undefined && this.#connect(), RETRY_MS);
    };
  }

  #event(event: LogEvent) {
    this.kiosks = foldKiosks(this.kiosks, event);
    this.support = foldSupport(this.support, event);
    this.#tell((listener) => listener.event?.(event));
  }

  #present(connected: ReadonlySet<string>, at: number) {
    const before = this.connected ?? new Set<string>();
    const gone = new Map([...this.gone].filter(([name]) => !connected.has(name)));
    for (const name of before) if (!connected.has(name) && !gone.has(name)) gone.set(name, at);
    this.connected = connected;
    this.gone = gone;
  }

  #clock(at: string) {
    const server = instant(at);
    this.#anchor = { server, here: performance.now() };
    this.asOf = server;
    this.#tick();
  }

  #alive(again: boolean) {
    const regained = this.status !== 'live';
    if (regained) {
      this.status = 'live';
      this.silentFor = 0;
    }
    if (regained || again) {
      this.epoch++;
      this.#tell((listener) => listener.regained?.());
    }
    this.#tell((listener) => listener.signal?.());
  }

  #lose = () => {
    if (this.status === 'live') this.status = 'lost';
  };

  #tick() {
    const here = performance.now();
    const silent = here - this.#heard;
    if (this.#anchor) {
      const now = Math.floor((this.#anchor.server + here - this.#anchor.here) / 1000) * 1000;
      if (now !== this.now) this.now = now;
    }
    const seconds = Math.floor(silent / 1000);
    if (seconds !== this.silentFor) this.silentFor = seconds;
    if (silent >= SILENCE_MS && this.status !== 'lost') this.status = 'lost';
    if (silent >= RENEW_MS && here - this.#opened >= RENEW_MS) this.#connect();
  }

  #tell(what: (listener: Listener) => void) {
    for (const listener of [...this.#listeners]) what(listener);
  }
}

export const live = new Live();
