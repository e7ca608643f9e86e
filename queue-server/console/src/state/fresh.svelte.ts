/**
 * An answer of the server that is kept true by events, never by polling: each event that concerns it asks again, many
 * events at once ask once, and a failed question is repeated when the stream next shows that the server lives.
 */

/** The least time between two questions that events cause: a busy hall sends dozens of events a second. */
export const GAP_MS = 150;

export class Fresh<T extends { seq: number }> {
  value = $state.raw<T>();
  failure = $state.raw<unknown>();

  #ask: () => Promise<T>;
  #needed = 0;
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = -Infinity;

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
  }

  /** Whether something happened that the value does not show yet, or asking failed. */
  get behind(): boolean {
    return this.failure !== undefined || this.value === undefined || this.value.seq < this.#needed;
  }

  /** An event of the log at `seq` concerns the value. */
  need(seq: number) {
    this.#needed = Math.max(this.#needed, seq);
    if (this.behind) this.#soon();
  }

  /** The server lives: asks again what is still owed. */
  catchUp() {
    if (this.behind) this.#soon();
  }

  /** Asks now, and settles once a question that started after this call is answered. */
  refresh(): Promise<void> {
    this.#next ??= this.#running.then(() => {
      this.#next = undefined;
      this.#running = this.#load();
      return this.#running;
    });
    return this.#next;
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #soon() {
    if (this.#timer !== undefined || this.#next) return;
    const delay = Math.max(0, this.#asked + GAP_MS - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.refresh();
    }, delay);
  }

  async #load() {
    this.#asked = performance.now();
    try {
      const answer = await this.#ask();
      // An answer that overtook another on the way must not turn time back.
      if (this.value === undefined || answer.seq >= this.value.seq) this.value = answer;
      this.failure = undefined;
    } catch (error) {
      this.failure = error;
    }
  }
}
