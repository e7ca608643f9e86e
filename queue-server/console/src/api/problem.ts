/** A refusal or fault as the server words it (RFC 9457), in the reader's language: shown as it is. */
import type { Problem } from './types';

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
    this.name = 'ProblemError';
  }

  /** Last part of the stable `type`: `counter-closed`. */
  get kind(): string {
    return this.problem.type.split(':').at(-1) ?? '';
  }
}

/** Reads the problem of an answer; something else in between may answer without one. */
export function problemOf(response: Response, body: unknown): ProblemError {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  return new ProblemError({
    type: given.type ?? 'about:blank',
    title: given.title ?? `HTTP ${response.status}`,
    status: response.status,
    detail: given.detail ?? response.statusText,
    field: given.field,
  });
}
