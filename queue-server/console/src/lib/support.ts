/** Calls for support: how events change those that are open, and what is worth saying of one. Pure. */
import type { SiteView, Support, Unit } from '../api/types';
import type { Message } from '../i18n/catalogue';
import { rank } from './fold';
import type { LogEvent } from './stream';
import { clockMinutes, instant, minutesBetween, stopwatch } from './time';

/** Folds one event into the open calls, as the server does. */
export function foldSupport(calls: readonly Support[], event: LogEvent): readonly Support[] {
  const { support: id, counter, unit, ticket, at } = event;
  switch (event.type) {
    case 'support-asked':
      if (!id || !counter || !unit || calls.some((call) => call.id === id)) return calls;
      return [...calls, { id, counter, unit, ticket, asked_at: at }];
    case 'support-answered':
      return calls.map((call) =>
        call.id === id && !call.answered_at ? { ...call, answered_at: at, answered_by: event.by } : call,
      );
    case 'support-ended':
      return calls.filter((call) => call.id !== id);
    case 'day-closed':
      return [];
    default:
      return calls;
  }
}

/** Calls in the order in which they are dealt with: one's own authority first, then unanswered ones, then the oldest. */
export function inOrder(calls: readonly Support[], own: string | null | undefined): Support[] {
  const weight = (call: Support) => (own && call.unit === own ? 0 : 2) + (call.answered_at ? 1 : 0);
  return [...calls].sort((a, b) => weight(a) - weight(b) || instant(a.asked_at) - instant(b.asked_at));
}

/** The authorities that a counter may call: the owner of what it serves, other owners of fields, then all others. */
export function callable(site: SiteView, owner: string | null | undefined, query: string): Unit[] {
  const owners = new Set((site.fields ?? []).map((field) => field.owner));
  const weight = (unit: Unit) => (unit.id === owner ? 0 : owners.has(unit.id) ? 1 : 2);
  return (site.units ?? [])
    .map((unit) => ({ unit, score: found(site, unit, query) }))
    .filter((one): one is { unit: Unit; score: number } => one.score !== undefined)
    .sort((a, b) => a.score - b.score || weight(a.unit) - weight(b.unit))
    .map(({ unit }) => unit);
}

function found(site: SiteView, unit: Unit, query: string): number | undefined {
  const fields = (site.fields ?? []).filter((field) => field.owner === unit.id);
  const scores = [unit, ...fields]
    .flatMap(({ name }) => [name.vi, name.en])
    .map((text) => rank(text, query))
    .filter((score) => score !== undefined);
  return scores.length > 0 ? Math.min(...scores) : undefined;
}

/** How a call stands: how long it has waited, or when it was answered and how soon. */
export function standing(call: Support, now: number, offsetMin: number): Message {
  const asked = instant(call.asked_at);
  if (call.ended_at) {
    const params = { time: clockMinutes(instant(call.ended_at), offsetMin) };
    return { key: call.answered_at ? 'support.ended' : 'support.endedUnanswered', params };
  }
  if (!call.answered_at) return { key: 'support.waits', params: { time: stopwatch(asked, now) } };
  const answered = instant(call.answered_at);
  return {
    key: 'support.answered',
    params: { time: clockMinutes(answered, offsetMin), after: stopwatch(asked, answered) },
  };
}

/** Whole minutes that a call has waited for its answer. */
export function waited(call: Support, now: number): number {
  return minutesBetween(instant(call.asked_at), call.answered_at ? instant(call.answered_at) : now);
}
