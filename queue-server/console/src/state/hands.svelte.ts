/**
 * What one pair of hands does to the server: one command at a time, each for one press, with words while it is on its
 * way and the server's own words where it says no. Every page that acts has one.
 */
import type { Command } from '../api/client';
import { deliver, KEEP_MS, NoAnswer } from '../api/command';
import { ProblemError } from '../api/problem';
import type { Message } from '../i18n/catalogue';
import { PressGuard } from '../lib/press';
import { live } from './live.svelte';

/** When "sending" is written out: an answer within it needs no words, and 100 ms is when people begin to wonder. */
const WORDS_AFTER_MS = 80;

/** A command on its way. */
export interface Pending {
  trigger: string;
  attempt: number;
  /** Long enough on the way to be put into words. */
  slow: boolean;
  /** Nobody can be reached: it waits for the connection. */
  kept: boolean;
}

/** What went wrong: the server's own words, or ours where it said nothing. */
export type Trouble = { title: string; detail: string } | { title: Message; detail: Message };

export class Hands {
  pending = $state.raw<Pending>();
  trouble = $state.raw<Trouble>();

  #guard = new PressGuard();

  /** Whether the screen shows the past: nothing is to be decided by it. */
  get stale(): boolean {
    return live.status !== 'live';
  }

  /** Brings the screen up to date after a command, before anything else can be pressed. */
  protected async refreshed(): Promise<void> {}

  /**
   * Carries out a command for a press of `trigger`, once. Answers whether it was carried out; the screen shows the
   * state after it before anything else can be pressed.
   */
  async run<T>(trigger: string, command: Command<T>, repeat = false): Promise<{ answer: T } | undefined> {
    if (!this.opens(trigger, repeat)) return undefined;
    this.trouble = undefined;
    this.pending = { trigger, attempt: 1, slow: false, kept: false };
    const until = performance.now() + KEEP_MS;
    const words = setTimeout(() => this.#update({ slow: true }), WORDS_AFTER_MS);
    try {
      const answer = await deliver(command, {
        onRetry: (attempt) => this.#update({ attempt, kept: false }),
        back: () => {
          this.#update({ kept: true });
          return live.back(until - performance.now());
        },
      });
      return { answer };
    } catch (error) {
      this.trouble = troubleOf(error);
      return undefined;
    } finally {
      await this.refreshed();
      clearTimeout(words);
      this.pending = undefined;
    }
  }

  /** Whether a press that only opens something counts: the same guard, without a command. */
  opens(trigger: string, repeat = false): boolean {
    const pending = this.pending !== undefined || this.stale;
    return this.#guard.accepts(trigger, performance.now(), { repeat, pending });
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
