/** A wait as people are told it: from and to in minutes, widened to whole steps. A finer figure would promise too much. */
import type { WaitView } from '../api/types';

const STEP_MIN = 5;

export function range({ low_s, high_s }: WaitView): { low: number; high: number } {
  const low = Math.floor(low_s / 60 / STEP_MIN) * STEP_MIN;
  const high = Math.ceil(high_s / 60 / STEP_MIN) * STEP_MIN;
  return { low, high: Math.max(high, low + STEP_MIN) };
}
