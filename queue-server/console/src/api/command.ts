/**
 * Commands that survive a bad network. A command has one id for life: sent again after silence with the same id, the
 * server answers what it answered the first time, so a cut cable cannot call two citizens. Where the connection is known
 * to be cut, the command is kept and sent once it is back: nothing that was pressed is lost.
 */
import { v7 as uuidv7 } from 'uuid';

import { ProblemError } from './problem';

/** Pauses before each further attempt: short for a dropped packet, then at the pace of a switch that restarts. */
export const RETRY_AFTER_MS = [250, 500, 1000, 2000, 3000, 4000, 4000] as const;

/** How long one attempt may stay without an answer: a local server answers in milliseconds. */
export const ATTEMPT_MS = 5000;

/** How long a command is kept for a connection that comes back: whoever waited longer looks at the screen again first. */
export const KEEP_MS = 120_000;

/** No answer after all attempts: whether the command was carried out is not known. */
export class NoAnswer extends Error {
  constructor(cause: unknown) {
    super('no answer', { cause });
    this.name = 'NoAnswer';
  }
}

export interface Courier {
  newId?: () => string;
  wait?: (ms: number) => Promise<void>;
  /** Told before attempt 2, 3 … */
  onRetry?: (attempt: number) => void;
  /** Settles when a cut connection is back; false where it is not cut, or stays so for too long. */
  back?: () => Promise<boolean>;
}

/** Sends with a fresh id, again and again with that id while nobody answers. */
export async function deliver<T>(
  send: (commandId: string, signal: AbortSignal) => Promise<T>,
  courier: Courier = {},
): Promise<T> {
  const { newId = uuidv7, wait = pause, onRetry, back } = courier;
  const id = newId();
  for (let attempt = 1; ; attempt++) {
    try {
      return await send(id, AbortSignal.timeout(ATTEMPT_MS));
    } catch (error) {
      if (!isSilence(error)) throw error;
      const delay = RETRY_AFTER_MS[attempt - 1];
      if (delay !== undefined) await wait(delay);
      else if (!(await back?.())) throw new NoAnswer(error);
      onRetry?.(attempt + 1);
    }
  }
}

/** Whether nobody answered: the network failed, time ran out, or someone on the way says that the server is away. */
export function isSilence(error: unknown): boolean {
  if (error instanceof ProblemError) return [502, 503, 504].includes(error.problem.status);
  return error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
