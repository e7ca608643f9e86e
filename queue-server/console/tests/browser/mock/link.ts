/**
 * A bad cable between browser and server: every piece travels late, some are lost. A lost piece comes after another
 * round, as TCP sends it again and holds back what follows; now and then the connection breaks instead, before the
 * server heard or after it acted.
 */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface LinkOptions {
  /** There and back, in milliseconds. */
  roundTripMs: number;
  /** Of the pieces, from 0 to 1. */
  loss: number;
  /** Of the lost pieces, how many break the connection. */
  breaks: number;
  seed: number;
}

export class Link {
  /** Pieces that came late, and connections that broke. */
  lost = 0;
  broken = 0;

  #server: Server | undefined;
  #sockets = new Set<Socket>();
  #random: () => number;
  #port = 0;

  constructor(
    readonly to: string,
    readonly options: LinkOptions,
  ) {
    this.#random = seeded(options.seed);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start() {
    const { hostname, port } = new URL(this.to);
    const server = createServer((near) => {
      const far = connect(Number(port), hostname);
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        // One end that is gone takes the other with it.
        socket.on('error', () => socket.destroy());
        socket.on('close', () => {
          this.#sockets.delete(socket);
          (socket === near ? far : near).destroy();
        });
      }
      this.#carry(near, far);
      this.#carry(far, near);
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** The cable is out; `start` plugs it in again at the same place. */
  async stop() {
    const closed = new Promise<void>((resolve) => this.#server?.close(() => resolve()) ?? resolve());
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #carry(from: Socket, to: Socket) {
    const { roundTripMs, loss, breaks } = this.options;
    /** No piece overtakes the one before it. */
    let free = 0;
    from.on('data', (piece) => {
      let delay = roundTripMs / 2;
      for (let again = 1; this.#random() < loss; again *= 2) {
        this.lost++;
        if (this.#random() < breaks) {
          this.broken++;
          return void from.destroy();
        }
        delay += again * (roundTripMs + 200);
      }
      const at = Math.max(free, performance.now() + delay);
      free = at;
      setTimeout(() => to.writable && to.write(piece), at - performance.now());
    });
  }
}

/** The same row of numbers for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
