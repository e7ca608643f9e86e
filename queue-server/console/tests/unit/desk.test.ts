import { describe, expect, test } from 'vitest';

import type { CounterDesk, TicketView } from '../../src/api/types';
import { format } from '../../src/i18n/catalogue';
import { attention } from '../../src/lib/attention';
import { offers, primary } from '../../src/lib/deeds';
import { reasonLine } from '../../src/lib/reason';
import { concerns, type LogEvent } from '../../src/lib/stream';

const NOW = Date.parse('2019-08-01T02:15:45Z');
const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();
const ticket = (state: TicketView['state'], more: Partial<TicketView> = {}) =>
  ({ id: 't', number: 'A015', service: 'dat-dai', state, calls: 1, issued_at: ago(25), ...more }) as TicketView;
const waiting = (number: string, minutes: number) => ({
  id: number,
  number,
  service: 'dat-dai',
  lane: 'regular' as const,
  issued_at: ago(minutes),
  transferred: false,
});
const desk = (more: Partial<CounterDesk> & { status?: 'open' | 'paused' | 'closed' } = {}): CounterDesk => ({
  seq: 7,
  at: ago(0),
  counter: { id: 'quay-3', status: more.status ?? 'open' },
  waiting_total: more.waiting?.length ?? 0,
  waiting: [],
  parked: [],
  no_shows: [],
  ...more,
});
const queue = [waiting('E003', 32), waiting('A019', 15)];

describe('the red bar', () => {
  test.each([
    ['closed', desk({ status: 'closed', waiting: queue }), 'open', 'primary.open'],
    ['paused', desk({ status: 'paused' }), 'open', 'primary.reopen'],
    ['open, somebody waits', desk({ waiting: queue }), 'callNext', 'primary.next'],
    ['open, nobody waits', desk(), undefined, 'primary.nobody'],
    ['called', desk({ current: ticket('called'), waiting: queue }), 'start', 'primary.start'],
    ['called while paused', desk({ status: 'paused', current: ticket('called') }), 'start', 'primary.start'],
    ['serving, somebody waits', desk({ current: ticket('serving'), waiting: queue }), 'finishAndNext', 'primary.next'],
    ['serving, nobody waits', desk({ current: ticket('serving') }), 'finish', 'primary.finish'],
    ['serving while paused', desk({ status: 'paused', current: ticket('serving'), waiting: queue }), 'finish', 'primary.finish'],
  ])('%s', (_, view, deed, title) => {
    const bar = primary(view, NOW);
    expect(bar.deed).toBe(deed);
    expect(bar.title.key).toBe(title);
  });

  test('tells what is left and the longest wait, wherever in the order it stands', () => {
    const bar = primary(desk({ current: ticket('serving'), waiting: [...queue].reverse() }), NOW);
    expect(bar.notes.map((note) => format('vi', note.key, note.params))).toEqual([
      'A015 xong. Còn 2 người chờ',
      'Lâu nhất 32 phút',
    ]);
  });
});

describe('deeds beside it', () => {
  const can = (view: CounterDesk, open = true) =>
    Object.entries(offers(view, open))
      .filter(([, offer]) => offer.can)
      .map(([deed]) => deed)
      .sort();

  test.each([
    ['closed', desk({ status: 'closed' }), ['issue']],
    ['free', desk(), ['close', 'issue', 'pause']],
    ['called', desk({ current: ticket('called') }), ['issue', 'noShow', 'park', 'pause', 'recall', 'transfer']],
    ['serving', desk({ current: ticket('serving') }), ['finish', 'issue', 'park', 'pause', 'transfer']],
    ['somebody on hold', desk({ parked: [ticket('parked')] }), ['close', 'issue', 'pause', 'resume']],
    ['somebody missed the call', desk({ no_shows: [ticket('no_show')] }), ['close', 'issue', 'pause', 'resume']],
  ])('%s', (_, view, deeds) => expect(can(view)).toEqual(deeds));

  test('no number is given outside the hours', () => expect(can(desk(), false)).toEqual(['close', 'pause']));

  test('what cannot be done says why', () => {
    for (const view of [desk(), desk({ current: ticket('called') }), desk({ current: ticket('serving') })]) {
      for (const offer of Object.values(offers(view, true))) {
        if (!offer.can) expect(format('vi', offer.note.key, offer.note.params)).not.toBe('');
      }
    }
  });
});

describe('needs attention', () => {
  const look = (view: CounterDesk, changes_at?: string, misprints = new Map()) =>
    attention({ desk: view, open: { open: true, changes_at }, now: NOW, offsetMin: 420, misprints }).map((message) =>
      format('vi', message.key, message.params),
    );

  test('nothing, when nothing does', () => expect(look(desk({ waiting: [waiting('A016', 29)] }))).toEqual([]));
  test('the one who waits past 30', () => expect(look(desk({ waiting: queue }))).toEqual(['E003 chờ 32 phút, quá mốc 30']));
  test('the worst of several', () => {
    expect(look(desk({ waiting: [waiting('A001', 31), ...queue] }))).toEqual(['E003 chờ 32 phút, 2 người quá mốc 30']);
  });
  test('a visit past 15', () => {
    expect(look(desk({ current: ticket('serving', { started_at: ago(16) }) }))).toEqual([
      'A015 đã 16 phút, quá mốc 15 một lượt',
    ]);
  });
  test('a pause that should have ended', () => {
    const view = desk({ counter: { id: 'quay-3', status: 'paused', paused_until: ago(1) } });
    expect(look(view)).toEqual(['Hết giờ tạm ngưng lúc 09:14']);
  });
  test('a hold that may be forgotten', () => {
    expect(look(desk({ parked: [ticket('parked', { parked_at: ago(61) })] }))).toEqual(['A015 giữ đã 61 phút']);
  });
  test('people who wait while the hours end', () => {
    expect(look(desk({ waiting: [waiting('A016', 2)] }), '2019-08-01T02:30:00Z')).toEqual([
      '1 người còn chờ, 09:30 hết giờ',
    ]);
  });
  test('paper that did not come, in words also for a fault that is new', () => {
    const misprints = new Map([
      ['a', { number: 'A030', fault: 'paper-out' }],
      ['b', { number: 'A031', fault: 'gremlins' }],
    ]);
    expect(look(desk(), undefined, misprints)).toEqual([
      'A031 chưa in được phiếu: máy in báo lỗi',
      'A030 chưa in được phiếu: hết giấy',
    ]);
  });
});

describe('why this number', () => {
  const line = (lang: 'vi' | 'en', reason: Parameters<typeof reasonLine>[0]) =>
    reasonLine(reason, (key, params) => format(lang, key, params));

  test('by turn, by being the only lane, by coming back', () => {
    const weights: ['regular' | 'priority', number][] = [
      ['regular', 2],
      ['priority', 1],
    ];
    expect(line('vi', { rule: 'turn', lane: 'regular', weights, waiting: 11 })).toBe(
      'Gọi theo lượt 2 thường : 1 ưu tiên, chờ lâu nhất trong làn thường',
    );
    expect(line('vi', { rule: 'turn', lane: 'regular', weights: [['regular', 2]], waiting: 3 })).toBe(
      'Chờ lâu nhất, chỉ có làn thường đang chờ',
    );
    expect(line('en', { rule: 'resumed' })).toBe('Came back to the counter that held the number');
  });
});

describe('which events concern a counter', () => {
  const mine = (event: object) => concerns({ seq: 1, at: '', ...event } as LogEvent, 'quay-3', ['dat-dai']);

  test.each([
    [{ type: 'ticket-issued', service: 'dat-dai' }, true],
    [{ type: 'ticket-issued', service: 'ho-tich' }, false],
    [{ type: 'ticket-called', service: 'dat-dai', counter: 'quay-4' }, true],
    [{ type: 'ticket-called', service: 'ho-tich', counter: 'quay-3' }, true],
    [{ type: 'ticket-started', counter: 'quay-4' }, false],
    [{ type: 'ticket-started', counter: 'quay-3' }, true],
    [{ type: 'ticket-transferred', from: 'ho-tich', service: 'ho-tich', counter: 'quay-3' }, true],
    [{ type: 'ticket-parked', counter: 'quay-4' }, true],
    [{ type: 'ticket-printed' }, false],
    [{ type: 'counter-paused', counter: 'quay-4' }, false],
    [{ type: 'counter-paused', counter: 'quay-3' }, true],
    [{ type: 'day-closed' }, true],
    [{ type: 'something-new' }, true],
  ])('%o: %s', (event, expected) => expect(mine(event)).toBe(expected));
});
