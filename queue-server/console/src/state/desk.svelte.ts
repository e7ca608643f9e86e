/** One counter: what it looks like now, and the commands that its clerk gives. */
import { api, type Command } from '../api/client';
import { deliver, NoAnswer } from '../api/command';
import { ProblemError } from '../api/problem';
import type { CounterConfig, CounterDesk } from '../api/types';
import type { Message } from '../i18n/catalogue';
import { PressGuard } from '../lib/press';
import { concerns } from '../lib/stream';
import { instant } from '../lib/time';
import { Fresh } from './fresh.svelte';
import { live } from './live.svelte';

/** When "sending" is written out: an answer within it needs no words, and 100 ms is when people begin to wonder. */
const WORDS_AFTER_MS = 80;

/** A command on its way. */
export interface Pending {
  trigger: string;
  attempt: number;
  /** Long enough on the way to be put into words. */
  slow: boolean;
}

/** What went wrong: the server's own words, or ours where it said nothing. */
export type Trouble = { title: string; detail: string } | { title: Message; detail: Message };

export class Desk {
  pending = $state.raw<Pending>();
  trouble = $state.raw<Trouble>();

  #fresh: Fresh<CounterDesk>;
  #guard = new PressGuard();
  #epoch = $state(-1);
  #unlisten: () => void;

  constructor(config: CounterConfig) {
    this.#fresh = new Fresh(async () => {
      const epoch = live.epoch;
      const desk = await api.desk(config.id);
      this.#epoch = epoch;
      return desk;
    });
    this.#unlisten = live.listen({
      event: (event) => concerns(event, config.id, config.serves) && this.#fresh.need(event.seq),
      regained: () => void this.#fresh.refresh(),
      signal: () => this.#fresh.catchUp(),
    });
    void this.#fresh.refresh();
  }

  get view(): CounterDesk | undefined {
    return this.#fresh.value;
  }

  /** Why the counter could not be fetched. */
  get failure(): unknown {
    return this.#fresh.failure;
  }

  /** Whether the screen shows the past: no connection, or not yet fetched since it came back. */
  get stale(): boolean {
    return live.status !== 'live' || this.#epoch !== live.epoch || this.#fresh.failure !== undefined;
  }

  /** The instant at which the screen is true. */
  get asOf(): number {
    const at = this.view ? instant(this.view.at) : 0;
    if (!this.stale) return Math.max(live.now, at);
    return this.#fresh.behind ? at : Math.max(at, live.asOf);
  }

  /**
   * Carries out a command for a press of `trigger`, once. Answers whether it was carried out; the screen shows the
   * state after it before anything else can be pressed.
   */
  async run<T>(trigger: string, command: Command<T>, repeat = false): Promise<{ answer: T } | undefined> {
    const pending = this.pending !== undefined || this.stale;
    if (!this.#guard.accepts(trigger, performance.now(), { repeat, pending })) return undefined;
    this.trouble = undefined;
    this.pending = { trigger, attempt: 1, slow: false };
    const words = setTimeout(() => this.#update({ slow: true }), WORDS_AFTER_MS);
    try {
      return { answer: await deliver(command, { onRetry: (attempt) => this.#update({ attempt }) }) };
    } catch (error) {
      this.trouble = troubleOf(error);
      return undefined;
    } finally {
      await this.#fresh.refresh();
      clearTimeout(words);
      this.pending = undefined;
    }
  }

  /** Whether a press that only opens something counts: the same guard, without a command. */
  opens(trigger: string, repeat = false): boolean {
    const pending = this.pending !== undefined || this.stale;
    return this.#guard.accepts(trigger, performance.now(), { repeat, pending });
  }

  stop() {
    this.#unlisten();
    this.#fresh.stop();
  }

  #update(change: Partial<Pending>) {
    if (this.pending) this.pending = { ...this.pending, ...change };
  }
}

/** Words for what went wrong. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof ProblemError) return { title: error.problem.title, detail: error.problem.detail };
  const key = error instanceof NoAnswer ? 'problem.noAnswer' : 'problem.network';
  return { title: { key }, detail: { key: `${key}Detail` } };
}
