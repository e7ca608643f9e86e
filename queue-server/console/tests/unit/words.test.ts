import { describe, expect, test } from 'vitest';
import { IntlMessageFormat } from 'intl-messageformat';

import { CATALOGUES, format, type MessageKey } from '../../src/i18n/catalogue';
import { clockMinutes, clockSeconds, longDay, minutesBetween, stopwatch } from '../../src/lib/time';

describe('the catalogues', () => {
  test('say the same things', () => {
    expect(Object.keys(CATALOGUES.en).sort()).toEqual(Object.keys(CATALOGUES.vi).sort());
  });

  test.each(Object.keys(CATALOGUES.vi) as MessageKey[])('%s has the same values in both languages', (key) => {
    expect(values(CATALOGUES.en[key])).toEqual(values(CATALOGUES.vi[key]));
  });

  test('count people as each language does', () => {
    expect(format('vi', 'waiting.title', { count: 1 })).toBe('Đang chờ 1 người');
    expect(format('en', 'waiting.title', { count: 1 })).toBe('1 person waiting');
    expect(format('en', 'waiting.title', { count: 2 })).toBe('2 people waiting');
    expect(format('vi', 'waiting.title', { count: 0 })).toBe('Chưa có ai chờ');
  });
});

describe('time by the office', () => {
  const at = Date.parse('2019-08-01T02:15:45.900Z');

  test('the zone is the site’s', () => {
    expect(clockSeconds(at, 420)).toBe('09:15:45');
    expect(clockMinutes(at, 420)).toBe('09:15');
    expect(clockMinutes(Date.parse('2019-07-31T17:30:00Z'), 420)).toBe('00:30');
  });

  test('days in both languages', () => {
    expect(longDay(at, 420, 'vi')).toBe('Thứ Năm, 1/8/2019');
    expect(longDay(at, 420, 'en')).toBe('Thursday, 1 Aug 2019');
    expect(longDay(Date.parse('2019-07-31T17:30:00Z'), 420, 'vi')).toBe('Thứ Năm, 1/8/2019');
  });

  test.each([
    [0, '0:00'],
    [221_000, '3:41'],
    [3_821_000, '1:03:41'],
    [-5_000, '0:00'],
  ])('%d ms is %s', (ms, text) => expect(stopwatch(at, at + ms)).toBe(text));

  test('minutes are whole and never negative', () => {
    expect(minutesBetween(at, at + 119_999)).toBe(1);
    expect(minutesBetween(at, at - 60_000)).toBe(0);
  });
});

function values(message: string): string[] {
  const names = new Set<string>();
  const visit = (parts: unknown[]) => {
    for (const part of parts as { type: number; value?: string; options?: Record<string, { value: unknown[] }> }[]) {
      if (part.type !== 0 && part.type !== 7 && part.value) names.add(part.value);
      for (const option of Object.values(part.options ?? {})) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}
