/** What a counter does beside serving: a pick out of order, a note, a change of lead, a call for support. Pure. */
import type { CounterConfig, CounterDesk, Support } from '../api/types';
import type { Message } from '../i18n/catalogue';
import type { Offer } from './deeds';
import { isPaired } from './duty';
import { standing } from './support';

export type BesideDeed = 'pick' | 'note' | 'lead' | 'support';

export interface Beside {
  desk: CounterDesk;
  config: CounterConfig;
  /** The open calls of this counter, oldest first. */
  calls: readonly Support[];
  now: number;
  offsetMin: number;
}

const no = (key: Message['key'], params?: Message['params']): Offer => ({ can: false, note: { key, params } });

export function besideOffers({ desk, config, calls, now, offsetMin }: Beside): Record<BesideDeed, Offer> {
  const { current, counter, waiting } = desk;
  const closed = counter.status === 'closed';
  const call = calls[0];
  return {
    pick: current
      ? no('why.stillOpen', { ticket: current.number })
      : counter.status !== 'open'
        ? no(closed ? 'why.counterClosed' : 'why.counterPaused')
        : waiting.length === 0
          ? no('why.nobodyWaits')
          : { can: true },
    note: current ? { can: true } : no('why.noTicket'),
    lead: !isPaired(config) ? no('why.notPaired') : closed ? no('why.counterClosed') : { can: true },
    support: closed
      ? no('why.counterClosed')
      : { can: true, note: call ? standing(call, now, offsetMin) : { key: 'action.support.note' } },
  };
}
