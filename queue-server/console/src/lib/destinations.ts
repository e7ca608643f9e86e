/** Where a ticket can be sent: every other service by its waiting room, every other counter by its number. */
import type { BoardCounter, CounterConfig, Service, ServiceWait, SiteView, Text, WaitView } from '../api/types';
import { onDuty } from './duty';
import { rank } from './fold';

export type Destination =
  | {
      kind: 'service';
      service: Service;
      counters: CounterConfig[];
      /** Whether a counter for it is open, or paused and coming back. */
      staffed: boolean;
      waiting: number;
      wait?: WaitView;
    }
  | { kind: 'counter'; counter: CounterConfig; staff?: string; status?: BoardCounter['status'] };

export interface House {
  site: SiteView;
  counters: readonly BoardCounter[];
  waits: readonly ServiceWait[];
}

/** What `query` finds, best answer first: services before counters, each in the site's order. */
export function destinations(house: House, from: { service: string; counter: string }, query: string): Destination[] {
  return all(house, from)
    .map((to) => ({ to, score: score(to, query, house.site) }))
    .filter((found): found is { to: Destination; score: 0 | 1 | 2 } => found.score !== undefined)
    .sort((a, b) => a.score - b.score)
    .map(({ to }) => to);
}

/** The services for which a number can be taken, found the same way. */
export function services(site: SiteView, query: string): Service[] {
  return site.services
    .map((service) => ({ service, score: best([...both(service.name), service.letter], query) }))
    .filter((found) => found.score !== undefined)
    .sort((a, b) => (a.score ?? 0) - (b.score ?? 0))
    .map(({ service }) => service);
}

/** Who stands at a counter: who leads a pair, who signed in, else the first of the roster. */
export function dutyName(site: SiteView, counter: CounterConfig, board?: BoardCounter): string | undefined {
  const id = onDuty(counter, board)[0];
  return site.staff.find((person) => person.id === id)?.name;
}

function all({ site, counters, waits }: House, from: { service: string; counter: string }): Destination[] {
  const status = new Map(counters.map((counter) => [counter.id, counter]));
  const toServices = site.services
    .filter((service) => service.id !== from.service)
    .map((service): Destination => {
      const serving = site.counters.filter((counter) => counter.serves.includes(service.id));
      const wait = waits.find((w) => w.service === service.id);
      return {
        kind: 'service',
        service,
        counters: serving,
        staffed: serving.some((counter) => (status.get(counter.id)?.status ?? 'closed') !== 'closed'),
        waiting: wait?.waiting ?? 0,
        wait: wait?.wait ?? undefined,
      };
    })
    .filter((to) => to.kind === 'service' && to.counters.length > 0);
  const toCounters = site.counters
    .filter((counter) => counter.id !== from.counter)
    .map((counter): Destination => {
      const board = status.get(counter.id);
      return { kind: 'counter', counter, staff: dutyName(site, counter, board), status: board?.status };
    });
  return [...toServices, ...toCounters];
}

/** A counter is found by its number, by who stands there and by what it serves. */
function score(to: Destination, query: string, site: SiteView) {
  if (to.kind === 'service') return best([...both(to.service.name), to.service.letter], query);
  const { number, serves } = to.counter;
  const served = site.services.filter((service) => serves.includes(service.id)).flatMap((service) => both(service.name));
  return best([`Quầy ${number}`, `Counter ${number}`, String(number), to.staff ?? '', ...served], query);
}

function best(texts: string[], query: string): 0 | 1 | 2 | undefined {
  const found = texts.map((text) => rank(text, query)).filter((score) => score !== undefined);
  return found.length > 0 ? (Math.min(...found) as 0 | 1 | 2) : undefined;
}

function both(name: Text): string[] {
  return [name.vi, name.en];
}
