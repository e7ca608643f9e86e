/** Instants as people read them: the office's clock at its fixed distance from UTC, never the computer's zone. */
import type { Lang } from '../api/types';

/** Milliseconds of an RFC 3339 instant. */
export function instant(text: string): number {
  return Date.parse(text);
}

/** `09:12` */
export function clockMinutes(at: number, offsetMin: number): string {
  return local(at, offsetMin).toISOString().slice(11, 16);
}

/** `09:12:04` */
export function clockSeconds(at: number, offsetMin: number): string {
  return local(at, offsetMin).toISOString().slice(11, 19);
}

/** `1/8/2019`, as it stands on paper in either language. */
export function shortDay(at: number, offsetMin: number): string {
  const date = local(at, offsetMin);
  return `${date.getUTCDate()}/${date.getUTCMonth() + 1}/${date.getUTCFullYear()}`;
}

/** `Thứ Năm, 1/8/2019`, `Thursday, 1 Aug 2019` */
export function longDay(at: number, offsetMin: number, lang: Lang): string {
  const date = local(at, offsetMin);
  const weekday = new Intl.DateTimeFormat(lang, { weekday: 'long', timeZone: 'UTC' }).format(date);
  const day =
    lang === 'vi'
      ? shortDay(at, offsetMin)
      : new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(date);
  return `${weekday}, ${day}`;
}

/** `3:41`, past an hour `1:03:41`; 0:00 for what lies ahead. */
export function stopwatch(from: number, to: number): string {
  const total = Math.max(0, Math.floor((to - from) / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Whole minutes that have passed. */
export function minutesBetween(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / 60_000));
}

function local(at: number, offsetMin: number): Date {
  return new Date(at + offsetMin * 60_000);
}
