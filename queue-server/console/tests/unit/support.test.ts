import { describe, expect, test } from 'vitest';

import type { CounterConfig, CounterDesk, SiteView, Support } from '../../src/api/types';
import { format } from '../../src/i18n/catalogue';
import { besideOffers } from '../../src/lib/beside';
import { onDuty } from '../../src/lib/duty';
import { reasonLine } from '../../src/lib/reason';
import { concerns, type LogEvent } from '../../src/lib/stream';
import { callable, foldSupport, inOrder, standing } from '../../src/lib/support';
import { siteAt } from '../browser/mock/site';

const NOW = Date.parse('2019-08-01T02:15:45Z');
const site = siteAt(1, '2019-08-01T02:15:45Z') as SiteView;
const at = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();
const event = (type: string, more: object = {}, ago = 0) => ({ seq: 1, at: at(ago), type, ...more }) as LogEvent;
const call = (id: string, unit: string, ago: number, more: Partial<Support> = {}): Support =>
  ({ id, unit, counter: 'quay-3', asked_at: at(ago), ...more }) as Support;
const vi = (message: { key: Parameters<typeof format>[1]; params?: object }) => format('vi', message.key, message.params as never);

describe('open calls', () => {
  test('are asked, answered once, ended', () => {
    const asked = foldSupport([], event('support-asked', { support: 'a', counter: 'quay-3', unit: 'phong-tnmt' }, 90));
    expect(asked).toMatchObject([{ id: 'a', unit: 'phong-tnmt' }]);
    // Told twice, as after a reconnection, it is one call.
    expect(foldSupport(asked, event('support-asked', { support: 'a', counter: 'quay-3', unit: 'phong-tnmt' }))).toBe(asked);
    const by = { role: 'clerk', name: 'ha' };
    const answered = foldSupport(asked, event('support-answered', { support: 'a', by }, 30));
    const again = foldSupport(answered, event('support-answered', { support: 'a', by: { role: 'clerk', name: 'loc' } }));
    expect(again[0]).toMatchObject({ answered_at: at(30), answered_by: by });
    expect(foldSupport(again, event('support-ended', { support: 'b' }))).toHaveLength(1);
    expect(foldSupport(again, event('support-ended', { support: 'a' }))).toEqual([]);
    expect(foldSupport(again, event('day-closed'))).toEqual([]);
  });

  test('stand with one’s own first, the unanswered before the answered, the oldest first', () => {
    const calls = [
      call('other', 'phong-tu-phap', 500),
      call('answered', 'phong-tnmt', 400, { answered_at: at(10) }),
      call('young', 'phong-tnmt', 5),
      call('old', 'phong-tnmt', 300),
    ];
    expect(inOrder(calls, 'phong-tnmt').map(({ id }) => id)).toEqual(['old', 'young', 'answered', 'other']);
    expect(inOrder(calls, undefined).map(({ id }) => id)).toEqual(['other', 'old', 'young', 'answered']);
  });

  test('tell how long nobody has come, and how soon somebody did', () => {
    expect(vi(standing(call('a', 'x', 125), NOW, 420))).toBe('chờ trả lời 2:05');
    expect(vi(standing(call('a', 'x', 125, { answered_at: at(60) }), NOW, 420))).toBe('trả lời lúc 09:14, sau 1:05');
    expect(vi(standing(call('a', 'x', 125, { ended_at: at(0) }), NOW, 420))).toBe('kết thúc lúc 09:15, chưa ai trả lời');
  });
});

test('whom to call: the owner first, then other owners, found by name or field in either language', () => {
  const ids = (query: string) => callable(site, 'phong-tu-phap', query).map(({ id }) => id);
  expect(ids('')[0]).toBe('phong-tu-phap');
  expect(ids('').at(-1)).toBe('van-phong');
  expect(ids('dat dai')).toEqual(['phong-tnmt']);
  expect(ids('justice')).toEqual(['phong-tu-phap']);
  expect(ids('khong co')).toEqual([]);
});

describe('who leads', () => {
  const pair = { staff: ['khoi', 'ha'] } as CounterConfig;
  const alone = { staff: ['loc'] } as CounterConfig;
  test.each([
    [pair, undefined, ['khoi', 'ha']],
    [pair, { lead: 'ha' }, ['ha', 'khoi']],
    [pair, { staff: 'ha' }, ['khoi', 'ha']],
    [alone, { staff: 'mai' }, ['mai', 'loc']],
    [alone, { lead: 'mai' }, ['loc']],
  ])('case %#', (config, board, people) => expect(onDuty(config, board)).toEqual(people));
});

describe('deeds beside serving', () => {
  const pair = { id: 'quay-3', staff: ['khoi', 'ha'] } as CounterConfig;
  const desk = (status: 'open' | 'paused' | 'closed', more: Partial<CounterDesk> = {}) =>
    ({ counter: { id: 'quay-3', status }, waiting: [], ...more }) as CounterDesk;
  const waiting = [{ id: 't', number: 'A016' }] as CounterDesk['waiting'];
  const current = { number: 'A015', state: 'serving' } as CounterDesk['current'];
  const can = (view: CounterDesk, config = pair) =>
    Object.entries(besideOffers({ desk: view, config, calls: [], now: NOW, offsetMin: 420 }))
      .filter(([, offer]) => offer.can)
      .map(([deed]) => deed)
      .sort();

  test.each([
    ['free, somebody waits', desk('open', { waiting }), ['lead', 'pick', 'support']],
    ['free, nobody waits', desk('open'), ['lead', 'support']],
    ['serving', desk('open', { waiting, current }), ['lead', 'note', 'support']],
    ['paused', desk('paused', { waiting }), ['lead', 'support']],
    ['closed', desk('closed', { waiting }), []],
  ])('%s', (_, view, deeds) => expect(can(view)).toEqual(deeds));

  test('nobody to change with at a counter of one', () => {
    expect(can(desk('open'), { id: 'quay-4', staff: ['loc'] } as CounterConfig)).toEqual(['support']);
  });

  test('what cannot be done says why', () => {
    for (const view of [desk('open'), desk('paused'), desk('closed'), desk('open', { current })]) {
      for (const offer of Object.values(besideOffers({ desk: view, config: pair, calls: [], now: NOW, offsetMin: 420 }))) {
        if (!offer.can) expect(vi(offer.note as never)).not.toBe('');
      }
    }
  });
});

test('a pick is explained by its reason in words', () => {
  const words = reasonLine({ rule: 'out_of_order', reason: 'suc-khoe' }, (key, params) => format('vi', key, params), () => 'sức khỏe');
  expect(words).toBe('Mời ngoài lượt: sức khỏe');
});

test.each([
  ['ticket-returned', { service: 'dat-dai' }, true],
  ['ticket-returned', { service: 'ho-tich' }, false],
  ['ticket-noted', {}, true],
  ['lead-changed', { counter: 'quay-3' }, true],
  ['lead-changed', { counter: 'quay-4' }, false],
  ['support-asked', { counter: 'quay-3' }, false],
])('%s %o concerns the counter: %s', (type, more, expected) => {
  expect(concerns(event(type, more), 'quay-3', ['dat-dai'])).toBe(expected);
});
