import { describe, expect, test } from 'vitest';

import type { BoardKiosk, KioskReport, TicketView } from '../../src/api/types';
import { format } from '../../src/i18n/catalogue';
import { care, cares, foldKiosks } from '../../src/lib/kiosks';
import { paperWords, receptionOffers, whereTo } from '../../src/lib/reception';
import { PACE_MS, sought, Wedge } from '../../src/lib/scan';
import type { LogEvent } from '../../src/lib/stream';
import { range } from '../../src/lib/wait';

const AT = '2019-08-01T02:15:45Z';
const around = { connected: new Set(['K1', 'K2']), now: Date.parse(AT), offsetMin: 420, officeOpen: true };
const kiosk = (report: Partial<KioskReport>, more: Partial<BoardKiosk> = {}): BoardKiosk => ({
  name: 'K1',
  report: { version: '1', printer: 'tcp', ...report },
  reported_at: AT,
  ...more,
});
const words = (found: ReturnType<typeof care>) =>
  found.map(({ urgency, what, todo }) => `${urgency}: ${format('vi', what.key, what.params)}. ${format('vi', todo.key)}`);

describe('what needs a hand', () => {
  test.each<[string, Partial<KioskReport>, string[]]>([
    ['nothing', {}, []],
    ['cover', { printer_fault: 'cover-open' }, ['stop: nắp máy in mở. Đóng nắp máy in đến khi nghe tiếng tách.']],
    ['a fault that is new', { printer_fault: 'gremlins' }, ['stop: máy in báo lỗi. Xem nắp, giấy và dây của máy in.']],
    ['roll', { paper_near_end: true }, ['soon: sắp hết giấy. Để sẵn cuộn giấy mới cạnh máy.']],
    [
      'a fault that the reserve covers, after what stops',
      { printer_fault: 'cutter', on_reserve: true, storage_fault: 'disk-full' },
      [
        'stop: ổ đĩa đầy. Báo quản trị: máy không giữ lại được số khi mất điện.',
        'soon: dao cắt kẹt, đang in bằng máy in dự phòng. Tắt máy in, mở nắp, lấy giấy kẹt ra rồi bật lại.',
      ],
    ],
    [
      'both printers',
      { printer_fault: 'paper-out', on_reserve: true, reserve_fault: 'silent' },
      [
        'stop: máy in dự phòng: máy in không trả lời. Xem máy in đã bật chưa, dây cáp và nắp máy.',
        'soon: hết giấy, đang in bằng máy in dự phòng. Thay cuộn giấy rồi đóng nắp đến khi nghe tiếng tách.',
      ],
    ],
    ['scanner', { scanner_fault: 'lost' }, ['soon: đầu đọc mã bị ngắt. Xem dây của đầu đọc mã.']],
  ])('%s', (_, report, expected) => expect(words(care(kiosk(report), around))).toEqual(expected));

  test('a kiosk that is away is told once, and what it said before it went is not', () => {
    const away = { ...around, connected: new Set<string>() };
    expect(words(care(kiosk({ printer_fault: 'cutter' }), away))).toEqual([
      'stop: mất kết nối. Xem nguồn điện và dây mạng của máy.',
    ]);
  });

  test.each<[string, Partial<BoardKiosk>, object]>([
    ['before the server said who is there', {}, { connected: undefined }],
    ['when the office is closed', {}, { connected: new Set(), officeOpen: false }],
    ['of a kiosk that was taken away yesterday', { reported_at: '2019-07-31T16:59:00Z' }, { connected: new Set() }],
    ['of a kiosk that never reported', { reported_at: undefined, report: undefined }, { connected: new Set() }],
  ])('no alarm %s', (_, more, change) => expect(care(kiosk({}, more), { ...around, ...change })).toEqual([]));

  test('what stops people comes first, over all kiosks', () => {
    const both = [kiosk({ paper_near_end: true }), kiosk({ printer_fault: 'silent' }, { name: 'K2' })];
    expect(cares(both, around).map((one) => one.kiosk)).toEqual(['K2', 'K1']);
  });

  test('every code of the devices has words of its own and a remedy', () => {
    const codes = 'unreachable silent garbled lost stalled cover-open paper-out cutter unrecoverable recoverable offline too-long desk';
    for (const code of codes.split(' ')) {
      const [one] = care(kiosk({ printer_fault: code }), around);
      expect([one?.what.key, one?.todo.key]).toEqual([`fault.${code}`, `todo.${code}`]);
    }
  });
});

describe('kiosks follow the log', () => {
  const event = (type: LogEvent['type'], more: object = {}) => ({ seq: 1, at: AT, type, kiosk: 'K1', ...more }) as LogEvent;
  const after = (...events: LogEvent[]) => events.reduce<readonly BoardKiosk[]>(foldKiosks, []);

  test('reports, help, orders and papers', () => {
    expect(after(event('help-asked', { help: 'wheelchair' }))).toEqual([{ name: 'K1', help: { kind: 'wheelchair', at: AT } }]);
    expect(after(event('help-asked', { help: 'attendant' }), event('help-answered'))[0]?.help).toBeUndefined();
    expect(after(event('kiosk-ordered', { order: 'blank' }))[0]?.blanked).toBe(true);
    expect(after(event('kiosk-ordered', { order: 'blank' }), event('kiosk-ordered', { order: 'unblank' }))[0]?.blanked).toBe(false);
    expect(after(event('kiosk-ordered', { order: 'restart' }))).toEqual([]);
    const asked = [event('reprint-asked', { ticket: 't1' }), event('reprint-asked', { ticket: 't2' })];
    expect(after(...asked)[0]?.reprints).toEqual(['t1', 't2']);
    // Whichever kiosk begins it.
    expect(after(...asked, event('ticket-printing', { ticket: 't1', kiosk: 'K9' }))[0]?.reprints).toEqual(['t2']);
    expect(after(...asked, event('day-closed', { kiosk: undefined }))[0]?.reprints).toEqual([]);
  });

  test('stand by name', () => {
    const names = after(event('help-asked', { kiosk: 'K2' }), event('help-asked', { kiosk: 'K1' })).map((one) => one.name);
    expect(names).toEqual(['K1', 'K2']);
  });
});

describe('a scanner that types', () => {
  const CODE = 'http://10.0.0.2:8080/t/0190a000-0000-7000-8000-000000000001';
  const type = (wedge: Wedge, text: string, pace: number, from = 1000) =>
    [...text].map((sign, at) => {
      const [code, shiftKey] = /[a-z]/i.test(sign)
        ? [`Key${sign.toUpperCase()}`, sign !== sign.toLowerCase()]
        : /\d/.test(sign)
          ? [`Digit${sign}`, false]
          : ({ '/': ['Slash', false], '.': ['Period', false], '-': ['Minus', false], ':': ['Semicolon', true], '\n': ['Enter', false] }[sign] as [string, boolean]);
      return wedge.press({ code, shiftKey, timeStamp: from + at * pace, ctrlKey: false, altKey: false, metaKey: false });
    });

  test('is read at its own pace, whatever the keys are', () => {
    expect(type(new Wedge(), `${CODE}\n`, 12).at(-1)).toEqual({ scan: CODE });
  });
  test('a person is not', () => {
    const read = type(new Wedge(), `${CODE}\n`, PACE_MS + 20);
    expect(read.every((one) => 'burst' in one && !one.burst)).toBe(true);
  });
  test('a short code is none, and an endless one is bounded', () => {
    expect(type(new Wedge(), 'A023\n', 5).at(-1)).toEqual({ burst: false });
    const last = type(new Wedge(), `${'a'.repeat(5000)}\n`, 5).at(-1);
    expect(last && 'scan' in last && last.scan.length).toBe(300);
  });
  test('what a person typed before is not part of it', () => {
    const wedge = new Wedge();
    type(wedge, 'x', 0, 100);
    expect(type(wedge, `${CODE}\n`, 8).at(-1)).toEqual({ scan: CODE });
  });

  const neighbours = [{ follow_url: '' }, { follow_url: 'http://10.1.0.2:8080/' }];
  const id = '0190a000-0000-7000-8000-000000000001';
  test.each([
    [CODE, { kind: 'ticket', id }],
    [` ${CODE.toUpperCase()}/ `, { kind: 'ticket', id }],
    [`http://10.1.0.2:8080/t/${id}`, { kind: 'elsewhere', at: 1 }],
    [`https://moved.example/t/${id}`, { kind: 'ticket', id }],
    ['a023', { kind: 'number', number: 'A023' }],
    ['A 23', { kind: 'number', number: 'A023' }],
    ['B1234', { kind: 'number', number: 'B1234' }],
    ['000.00.14.H20-200703-0002', { kind: 'unknown' }],
    ['023', { kind: 'unknown' }],
    ['', { kind: 'unknown' }],
  ])('%s', (text, expected) => expect(sought(text, 'http://10.0.0.2:8080', neighbours)).toEqual(expected));
});

describe('the reception desk', () => {
  const ticket = (state: TicketView['state'], more: Partial<TicketView> = {}) =>
    ({ id: 't', number: 'A015', state, calls: 1, copies: 1, print: 'printed', called_at: AT, started_at: AT, ...more }) as TicketView;
  const can = (of: TicketView | undefined) =>
    Object.entries(receptionOffers(of))
      .filter(([, offer]) => offer.can)
      .map(([deed]) => deed);

  test.each<[TicketView | undefined, string[]]>([
    [undefined, []],
    [ticket('waiting'), ['print', 'transfer', 'cancel']],
    [ticket('called'), ['print', 'transfer', 'cancel']],
    [ticket('serving'), ['print', 'transfer']],
    [ticket('parked'), ['print', 'resume', 'cancel']],
    [ticket('no_show'), ['print', 'resume', 'cancel']],
    [ticket('done'), []],
    [ticket('cancelled'), []],
    [ticket('unserved'), []],
  ])('%o', (of, deeds) => expect(can(of)).toEqual(deeds));

  test('a paper that was never printed is no reprint', () => {
    const note = (copies: number) => receptionOffers(ticket('waiting', { copies })).print.note;
    expect(note(0)?.key).toBe('action.print.first');
    expect(note(2)).toEqual({ key: 'action.print.again', params: { copy: 3 } });
  });

  test('says where to go, and what became of the paper', () => {
    const counter = { key: 'counter.name', params: { number: 3 } } as const;
    const say = (of: TicketView) => {
      const message = whereTo(of, counter, 'nộp lệ phí', 420);
      return message && format('vi', message.key, message.params);
    };
    expect(say(ticket('waiting'))).toBeUndefined();
    expect(say(ticket('called'))).toBe('Mời khách đến ngay Quầy 3');
    expect(say(ticket('parked', { parked_at: AT }))).toBe('nộp lệ phí, giữ từ 09:15. Khách trở lại thì mời vào.');
    const paper = (of: Partial<TicketView>, fault = '', at?: string) => {
      const message = paperWords(ticket('waiting', of), fault, at);
      return format('vi', message.key, message.params);
    };
    expect(paper({ print: 'failed' }, 'paper-out')).toBe('chưa in được: hết giấy');
    expect(paper({ print: 'failed' }, '', 'Kiosk 2')).toBe('chờ Kiosk 2 in');
    expect(paper({ print: 'printed', copies: 2 })).toBe('đã in 2 bản');
  });

  test('a wait is told in steps of five minutes', () => {
    expect(range({ low_s: 0, high_s: 60 })).toEqual({ low: 0, high: 5 });
    expect(range({ low_s: 890, high_s: 1501 })).toEqual({ low: 10, high: 30 });
  });
});
