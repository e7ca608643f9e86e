import { describe, expect, test } from 'vitest';

import type { BoardCounter, ServiceWait, SiteView } from '../../src/api/types';
import { destinations, services, type Destination } from '../../src/lib/destinations';
import { fold, rank } from '../../src/lib/fold';
import { siteAt } from '../browser/mock/site';

describe('folding', () => {
  test.each([
    ['Đất đai', 'dat dai'],
    ['đ', 'd'],
    ['Đ', 'd'],
    ['Xây dựng', 'xay dung'],
    ['ưu tiên', 'uu tien'],
    ['Hộ kinh doanh', 'ho kinh doanh'],
    // The same word, composed and decomposed.
    ['đấu thầu'.normalize('NFC'), 'dau thau'],
    ['đấu thầu'.normalize('NFD'), 'dau thau'],
  ])('%s is found as %s', (text, folded) => expect(fold(text)).toBe(folded));

  test.each([
    ['Đất đai', 'dat', 0],
    ['Đất đai', 'đất', 0],
    ['Đất đai', 'dai', 1],
    ['Trả kết quả', 'qua tra', 2],
    ['Đất đai', 'xay', undefined],
    ['Đất đai', '', 0],
    ['Đất đai', '  ', 0],
  ])('%s for "%s" ranks %s', (text, query, expected) => expect(rank(text, query)).toBe(expected));
});

const site: SiteView = siteAt(1, '2019-08-01T02:15:45Z');
const counters: BoardCounter[] = site.counters.map(({ id }) => ({ id, status: id === 'quay-5' ? 'open' : 'closed' }));
const waits: ServiceWait[] = [
  { service: 'xay-dung', waiting: 5, ahead: 5, wait: { low_s: 600, high_s: 900 }, priority_ahead: 0, offered: true },
];
const find = (query: string) =>
  destinations({ site, counters, waits }, { service: 'dat-dai', counter: 'quay-3' }, query).map(name);

describe('where a ticket can go', () => {
  test('everything but where it is: services first, then counters, in the order of the site', () => {
    const all = find('');
    expect(all).toEqual([
      ...site.services.filter((s) => s.id !== 'dat-dai').map((s) => s.id),
      ...site.counters.filter((c) => c.id !== 'quay-3').map((c) => c.id),
    ]);
  });

  test.each([
    ['xay', ['xay-dung', 'quay-5']],
    ['XÂY', ['xay-dung', 'quay-5']],
    ['construction', ['xay-dung', 'quay-5']],
    // A name that begins with it comes before one that ends in it.
    ['huy', ['quay-6', 'quay-5']],
    ['dang quoc', ['quay-5']],
    ['quay 5', ['quay-5']],
    ['5', ['quay-5']],
    ['khong co dau', []],
  ])('"%s" finds %s', (query, found) => expect(find(query).slice(0, 2)).toEqual(found));

  test('a service tells who waits, how long, and whether anybody is there for it', () => {
    const [to] = destinations({ site, counters, waits }, { service: 'dat-dai', counter: 'quay-3' }, 'xay');
    expect(to).toMatchObject({ waiting: 5, wait: { low_s: 600, high_s: 900 }, staffed: true });
  });

  test.each([
    ['open', true],
    ['paused', true],
    ['closed', false],
  ] as const)('with its only counter %s, somebody is there: %s', (status, staffed) => {
    const house = { site, counters: [{ id: 'quay-5', status }], waits };
    const [to] = destinations(house, { service: 'dat-dai', counter: 'quay-3' }, 'xay');
    expect(to).toMatchObject({ staffed });
  });

  test('a service that no counter serves is no place to go', () => {
    const bare = { ...site, counters: site.counters.filter((c) => !c.serves.includes('xay-dung')) };
    const found = destinations({ site: bare, counters, waits }, { service: 'dat-dai', counter: 'quay-3' }, 'xay');
    expect(found).toEqual([]);
  });

  test('services are found by letter too', () => {
    expect(services(site, 'k')[0]?.id).toBe('nguoi-co-cong');
    expect(services(site, 'tra')[0]?.id).toBe('tra-ket-qua');
  });
});

function name(to: Destination) {
  return to.kind === 'service' ? to.service.id : to.counter.id;
}
