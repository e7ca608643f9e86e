import { describe, expect, test } from 'vitest';
import { validate, version } from 'uuid';

import { deliver, isSilence, NoAnswer, RETRY_AFTER_MS } from '../../src/api/command';
import { ProblemError } from '../../src/api/problem';

const refusal = (status: number) =>
  new ProblemError({ type: 'urn:motcua:problem:counter-closed', title: 'Quầy đóng', status, detail: 'Mời mở quầy.' });
const cut = () => new TypeError('Failed to fetch');

describe('a command that meets a bad network', () => {
  test('is sent again with the same id until it is answered', async () => {
    const ids: string[] = [];
    const waited: number[] = [];
    const attempts: number[] = [];
    const answer = await deliver(
      async (id) => {
        ids.push(id);
        if (ids.length < 4) throw cut();
        return 'A016';
      },
      { wait: async (ms) => void waited.push(ms), onRetry: (attempt) => attempts.push(attempt) },
    );
    expect(answer).toBe('A016');
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(1);
    expect(validate(ids[0]!) && version(ids[0]!)).toBe(7);
    expect(waited).toEqual(RETRY_AFTER_MS.slice(0, 3));
    expect(attempts).toEqual([2, 3, 4]);
  });

  test('two commands have two ids', async () => {
    const ids: string[] = [];
    const send = async (id: string) => void ids.push(id);
    await deliver(send);
    await deliver(send);
    expect(new Set(ids).size).toBe(2);
  });

  test('is given up after a bounded number of attempts, and says that the outcome is not known', async () => {
    let sent = 0;
    const send = async () => {
      sent++;
      throw cut();
    };
    await expect(deliver(send, { wait: async () => {} })).rejects.toBeInstanceOf(NoAnswer);
    expect(sent).toBe(RETRY_AFTER_MS.length + 1);
  });

  test('is kept while the connection is cut, and sent with its id once it is back', async () => {
    const ids: string[] = [];
    let backs = 0;
    const answer = await deliver(
      async (id) => {
        ids.push(id);
        if (ids.length <= RETRY_AFTER_MS.length + 2) throw cut();
        return 'A016';
      },
      { wait: async () => {}, back: async () => (backs++, true) },
    );
    expect(answer).toBe('A016');
    expect(backs).toBe(2);
    expect(new Set(ids).size).toBe(1);
  });

  test('is given up where the connection stays cut', async () => {
    const send = async () => {
      throw cut();
    };
    await expect(deliver(send, { wait: async () => {}, back: async () => false })).rejects.toBeInstanceOf(NoAnswer);
  });

  test('a refusal is an answer: nothing is repeated', async () => {
    let sent = 0;
    const send = async () => {
      sent++;
      throw refusal(409);
    };
    await expect(deliver(send, { wait: async () => {} })).rejects.toMatchObject({ kind: 'counter-closed' });
    expect(sent).toBe(1);
  });

  test.each([
    [cut(), true],
    [new DOMException('late', 'TimeoutError'), true],
    [refusal(502), true],
    [refusal(503), true],
    [refusal(504), true],
    [refusal(500), false],
    [refusal(409), false],
    [refusal(401), false],
    [new Error('a fault of ours'), false],
  ])('silence or not, case %#', (error, silent) => expect(isSilence(error)).toBe(silent));
});
