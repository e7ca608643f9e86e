/**
 * What can be done at a counter now, and why the rest cannot: pure, from the counter's state alone. Every button has a
 * fixed place and says why it is dashed.
 */
import type { CounterDesk } from '../api/types';
import type { Message } from '../i18n/catalogue';
import { instant, minutesBetween } from './time';

/** Calls after which a missing citizen may fairly be given up. */
export const FAIR_CALLS = 3;

export type Deed = 'recall' | 'noShow' | 'finish' | 'transfer' | 'park' | 'issue' | 'resume' | 'pause' | 'close';
export type PrimaryDeed = 'open' | 'callNext' | 'finishAndNext' | 'start' | 'finish' | 'answer' | 'end';

/** Whether a deed makes sense, with its second line or the reason why not. */
export type Offer = { can: true; note?: Message } | { can: false; note: Message };

/** What the red bar says. `deed` is nothing where there is nothing to press. */
export interface Primary {
  deed?: PrimaryDeed;
  title: Message;
  notes: Message[];
}

const no = (key: Message['key'], params?: Message['params']): Offer => ({ can: false, note: { key, params } });
const yes = (key: Message['key'], params?: Message['params']): Offer => ({ can: true, note: { key, params } });

/** The red bar for a counter at an instant of the server's clock. */
export function primary(desk: CounterDesk, now: number, lead?: string): Primary {
  const { current, counter, waiting_total: count } = desk;
  const longest = longestWait(desk, now);
  const longestNote: Message[] = longest === undefined ? [] : [{ key: 'primary.longest', params: { minutes: longest } }];
  if (current?.state === 'called') {
    const who: Message[] = lead ? [{ key: 'primary.lead', params: { name: lead } }] : [];
    return {
      deed: 'start',
      title: { key: 'primary.start' },
      notes: [{ key: 'primary.startNote', params: { ticket: current.number } }, ...who],
    };
  }
  if (current) {
    const ticket = current.number;
    if (counter.status === 'open' && count > 0) {
      const after: Message = { key: 'primary.nextAfter', params: { ticket, count } };
      return { deed: 'finishAndNext', title: { key: 'primary.next' }, notes: [after, ...longestNote] };
    }
    const why = { open: 'primary.finishNote', paused: 'primary.finishPaused', closed: 'primary.finishClosed' } as const;
    return { deed: 'finish', title: { key: 'primary.finish' }, notes: [{ key: why[counter.status], params: { ticket } }] };
  }
  if (counter.status !== 'open') {
    const title: Message = { key: counter.status === 'paused' ? 'primary.reopen' : 'primary.open' };
    return { deed: 'open', title, notes: [{ key: 'primary.openNote', params: { count } }, ...longestNote] };
  }
  if (count === 0) return { title: { key: 'primary.nobody' }, notes: [{ key: 'primary.nobodyNote' }] };
  return {
    deed: 'callNext',
    title: { key: 'primary.next' },
    notes: [{ key: 'primary.nextNote', params: { count } }, ...longestNote],
  };
}

/** Whether each deed beside the red bar makes sense. */
export function offers(desk: CounterDesk, officeOpen: boolean): Record<Deed, Offer> {
  const { current, counter } = desk;
  const called = current?.state === 'called' ? current : undefined;
  const serving = current && !called;
  const back = desk.parked.length + desk.no_shows.length;
  const notCalled = serving ? no('why.atCounter') : no('why.noTicket');
  return {
    recall: called ? yes('action.recall.note', { count: called.calls + 1 }) : notCalled,
    noShow: called ? noShowNote(called.calls) : notCalled,
    finish: serving ? yes('action.finish.note') : called ? no('why.notCome') : no('why.noTicket'),
    transfer: current ? yes('action.transfer.note') : no('why.noTicket'),
    park: current ? yes('action.park.note') : no('why.noTicket'),
    issue: officeOpen ? yes('action.issue.note') : no('why.officeClosed'),
    resume: back > 0 ? { can: true } : no('why.nobodyToResume'),
    pause: counter.status === 'closed' ? no('why.counterClosed') : { can: true },
    close:
      counter.status === 'closed'
        ? no('why.counterClosed')
        : current
          ? no('why.stillOpen', { ticket: current.number })
          : { can: true },
  };
}

/** Minutes of the one who has waited longest. */
export function longestWait(desk: CounterDesk, now: number): number | undefined {
  const waits = desk.waiting.map((entry) => minutesBetween(instant(entry.issued_at), now));
  return waits.length > 0 ? Math.max(...waits) : undefined;
}

function noShowNote(calls: number): Offer {
  return calls < FAIR_CALLS
    ? yes('action.noShow.early', { count: FAIR_CALLS - calls })
    : yes('action.noShow.note', { count: calls });
}
