import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { Fresh, GAP_MS } from '../../src/state/fresh.svelte';

interface Answer {
  seq: number;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('an answer kept true by events', () => {
  test('many events at once ask once', async () => {
    const { fresh, asked, answer } = questions();
    const first = fresh.refresh();
    await answer(1);
    await first;
    for (let seq = 2; seq <= 40; seq++) fresh.need(seq);
    await vi.advanceTimersByTimeAsync(GAP_MS);
    expect(asked()).toBe(2);
    await answer(40);
    expect(fresh.value?.seq).toBe(40);
    expect(fresh.behind).toBe(false);
  });

  test('an event that the value already shows asks nothing', async () => {
    const { fresh, asked, answer } = questions();
    const first = fresh.refresh();
    await answer(9);
    await first;
    fresh.need(9);
    await vi.advanceTimersByTimeAsync(10 * GAP_MS);
    expect(asked()).toBe(1);
  });

  test('an older answer never replaces a newer one, and is asked for again', async () => {
    const { fresh, asked, answer } = questions();
    const first = fresh.refresh();
    await answer(5);
    await first;
    fresh.need(8);
    await vi.advanceTimersByTimeAsync(GAP_MS);
    await answer(4);
    expect(fresh.value?.seq).toBe(5);
    expect(fresh.behind).toBe(true);
    fresh.catchUp();
    await vi.advanceTimersByTimeAsync(GAP_MS);
    expect(asked()).toBe(3);
    await answer(8);
    expect(fresh.behind).toBe(false);
  });

  test('a failure is repeated only when the server shows that it lives', async () => {
    const { fresh, asked, fail, answer } = questions();
    const first = fresh.refresh();
    await fail(new TypeError('cut'));
    await first;
    expect(fresh.failure).toBeInstanceOf(TypeError);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked()).toBe(1);
    fresh.catchUp();
    await vi.advanceTimersByTimeAsync(GAP_MS);
    await answer(3);
    expect(asked()).toBe(2);
    expect(fresh.failure).toBeUndefined();
  });

  test('a refresh settles by a question that began after it, not by one already on its way', async () => {
    const { fresh, asked, answer } = questions();
    void fresh.refresh();
    await vi.advanceTimersByTimeAsync(0);
    let settled = false;
    const after = fresh.refresh().then(() => (settled = true));
    await answer(1);
    expect(settled).toBe(false);
    await answer(2);
    await after;
    expect(asked()).toBe(2);
    expect(fresh.value?.seq).toBe(2);
  });
});

/** A Fresh whose questions are answered by hand, in order. */
function questions() {
  const open: { resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = [];
  let count = 0;
  const fresh = new Fresh<Answer>(() => {
    count++;
    return new Promise((resolve, reject) => open.push({ resolve, reject }));
  });
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return {
    fresh,
    asked: () => count,
    answer: async (seq: number) => {
      await settle();
      open.shift()!.resolve({ seq });
      await settle();
    },
    fail: async (error: unknown) => {
      await settle();
      open.shift()!.reject(error);
      await settle();
    },
  };
}
