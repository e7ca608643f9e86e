/** Who leads and who assists at a counter. Two on one roster are a pair: trainee first, mentor beside. */
import type { BoardCounter, CounterConfig } from '../api/types';

export function isPaired({ staff }: CounterConfig): boolean {
  return staff.length > 1;
}

/** People by their ids: who leads first, then who assists. */
export function onDuty(config: CounterConfig, board?: Pick<BoardCounter, 'lead' | 'staff'>): string[] {
  const first = isPaired(config) ? board?.lead : board?.staff;
  return [...new Set([...(first ? [first] : []), ...config.staff])];
}
