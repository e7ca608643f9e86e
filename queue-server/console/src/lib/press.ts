/**
 * One press, one act. A clerk's finger rests on Space all day: a held key, a nervous double press and a press while the
 * last answer is still out must not call the next citizen.
 */
export const DOUBLE_PRESS_MS = 400;

export class PressGuard {
  #last = new Map<string, number>();

  /** Whether a press of `trigger` at `at` (milliseconds of one monotonic clock) counts. */
  accepts(trigger: string, at: number, press: { repeat?: boolean; pending: boolean }): boolean {
    if (press.repeat) return false;
    const last = this.#last.get(trigger);
    this.#last.set(trigger, at);
    if (press.pending) return false;
    return last === undefined || at - last >= DOUBLE_PRESS_MS;
  }
}
