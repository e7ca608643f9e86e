/** The reception desk in a real browser: finding by typing and by scanner, issuing, paper, and what goes wrong. */
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { atDesk, atPage, by, open, silentPrinter, type Opened } from './browser';
import type { MockServer } from './mock/server';
import { busyHall, hallWithKiosks } from './scenes';

let browser: Opened;
let server: MockServer;

const press = (key: string) => browser.page.keyboard.press(key);
const sent = () => server.received.map(({ path }) => decodeURIComponent(path).replace(/[0-9a-f-]{36}/, 'ID'));
const ticketOf = (number: string) => [...server.hall.tickets.values()].find((one) => one.number === number)!;
const shows = (number: string, state: string) =>
  browser.page.locator(`[data-testid=ticket][data-state=${state}]`, { hasText: number }).waitFor();

beforeEach(async () => {
  browser = await open();
});

afterEach(async () => {
  await browser.close();
  await server.stop();
  expect(browser.complaints).toEqual([]);
});

describe('finding', () => {
  test('by typing, in either case, and the card follows what happens to the ticket', async () => {
    server = await hallWithKiosks(false);
    const { page } = browser;
    await atPage(page, server, 'reception');
    await find('a020');
    await shows('A020', 'waiting');
    expect(await by(page, 'ticket-where').textContent()).toContain('7 người đứng trước');
    server.hall.place(ticketOf('A020'), 'quay-4', 'called', 1);
    server.hall.log('ticket-called', { ticket: ticketOf('A020').id, number: 'A020', service: 'dat-dai', counter: 'quay-4' });
    await shows('A020', 'called');
    expect(await by(page, 'ticket-where').textContent()).toContain('Mời khách đến ngay Quầy 4');
    await find('A999');
    await by(page, 'problem').getByText('Hôm nay không có số A999').waitFor();
    expect(await by(page, 'ticket-number').textContent()).toBe('A020');
    await find('xin chào');
    await by(page, 'problem').getByText('Chưa nhận ra số này').waitFor();
  });

  test('by a scanner, wherever the focus is: no letter of the address is a command', async () => {
    server = await hallWithKiosks(false);
    const { page } = browser;
    await atPage(page, server, 'reception');
    await press('Escape');
    await scan(page, `http://10.0.0.2:8080/t/${ticketOf('A016').id}`);
    await shows('A016', 'waiting');
    await press('i');
    await by(page, 'dialog-issue').waitFor();
    await scan(page, `HTTP://10.0.0.2:8080/T/${ticketOf('A006').id.toUpperCase()}`);
    await shows('A006', 'parked');
    await by(page, 'dialog-issue').waitFor({ state: 'detached' });
    await scan(page, 'http://10.1.0.2:8080/t/0190a000-0000-7000-8000-000000000001');
    await by(page, 'problem').getByText('Phiếu này của Một cửa huyện Cao Lãnh').waitFor();
    await scan(page, 'http://10.0.0.2:8080/t/0190a000-0000-7000-8000-00000000ffff');
    await by(page, 'problem').getByText('Không tìm thấy phiếu này').waitFor();
    expect(sent()).toEqual([]);
  });
});

describe('issuing', () => {
  test('field, lane with its reason, printer: the first paper is asked of the kiosk, and Enter held does nothing more', async () => {
    server = await hallWithKiosks(false);
    const { page } = browser;
    await atPage(page, server, 'reception');
    await press('Escape');
    await press('i');
    await by(page, 'search').waitFor();
    await page.keyboard.type('chung');
    await page.keyboard.down('Enter');
    await by(page, 'choice-regular').waitFor();
    for (let n = 0; n < 10; n++) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    expect(sent()).toEqual([]);
    await press('e');
    await press('2');
    await by(page, 'choice-here').waitFor();
    await press('Backspace');
    await by(page, 'choice-booked').waitFor();
    await press('3');
    await by(page, 'choice-here').waitFor();
    await press('2');
    await by(page, 'said').getByText('Đã cấp số C001, Kiosk 2 đang in').waitFor();
    await shows('C001', 'waiting');
    expect(sent()).toEqual(['/tickets/ID/', '/tickets/ID/reprint']);
    expect(server.received[0]?.body).toMatchObject({ service: 'chung-thuc', lane: 'priority', lang: 'en' });
    expect(server.received[1]?.body.kiosk).toBe('Kiosk 2');
    expect(await by(page, 'ticket-paper').textContent()).toBe('chờ Kiosk 2 in');
    server.hall.ticketDeed(ticketOf('C001').id, 'printing', { kiosk: 'Kiosk 2' });
    server.hall.ticketDeed(ticketOf('C001').id, 'printed', {});
    await page.locator('[data-testid=ticket][data-print=printed]').waitFor();
  });

  test('a clerk at a counter does the same and stays there', async () => {
    server = await hallWithKiosks(false);
    const { page } = browser;
    await atDesk(page, server);
    await press('i');
    await by(page, 'search').waitFor();
    await page.keyboard.type('ho tich');
    await press('Enter');
    await by(page, 'choice-regular').waitFor();
    await press('1');
    await by(page, 'choice-here').waitFor();
    await press('1');
    await by(page, 'issued-number').waitFor();
    await by(page, 'dialog-issue').getByText('Kiosk 1 đang in').waitFor();
  });
});

test('print again, move, bring back, give back: each by its key, and what makes no sense says why', async () => {
  server = await hallWithKiosks(false);
  const { page } = browser;
  await atPage(page, server, 'reception');
  await find('A004');
  await shows('A004', 'no_show');
  await press('p');
  await shows('A004', 'waiting');
  await press('r');
  await by(page, 'dialog-print').getByText('bản mới ghi IN LẠI').waitFor();
  await press('1');
  await by(page, 'said').getByText('Kiosk 1 in lại A004').waitFor();
  await press('c');
  await by(page, 'search').waitFor();
  await page.keyboard.type('xay');
  await press('Enter');
  await by(page, 'said').getByText('A004 sang Xây dựng').waitFor();
  await press('x');
  await by(page, 'dialog-cancel').waitFor();
  await press('Enter');
  await by(page, 'dialog-cancel').waitFor({ state: 'detached' });
  await shows('A004', 'waiting');
  // The second press within 400 ms is the first one's echo.
  await expect.poll(async () => (await press('x'), by(page, 'dialog-cancel').count()), { interval: 450 }).toBe(1);
  await press('1');
  await shows('A004', 'cancelled');
  expect(sent()).toEqual(['/tickets/ID/resume', '/tickets/ID/reprint', '/tickets/ID/transfer', '/tickets/ID/cancel']);
  for (const key of ['R', 'C', 'P', 'X']) {
    await page.locator(`[data-testid=action-${key}][aria-disabled=true]`, { hasText: 'số này đã kết thúc' }).waitFor();
  }
});

test('the server says no in its own words', async () => {
  server = await hallWithKiosks(false);
  const { page } = browser;
  await atPage(page, server, 'reception');
  await find('A016');
  await shows('A016', 'waiting');
  await press('x');
  await by(page, 'dialog-cancel').waitFor();
  server.hall.tickets.set(ticketOf('A016').id, { ...ticketOf('A016'), state: 'serving' });
  await press('1');
  await by(page, 'problem').getByText('A016 đã đổi trạng thái').waitFor();
});

describe('paper of the desk', () => {
  test('is counted before it moves, and confirmed by who sees it', async () => {
    server = await hallWithKiosks(false);
    const { page } = browser;
    await silentPrinter(page);
    await atPage(page, server, 'reception');
    await find('A020');
    await shows('A020', 'waiting');
    await press('r');
    await by(page, 'choice-here').waitFor();
    await press('9');
    await page.waitForFunction(() => (window as unknown as { prints: number }).prints === 1);
    expect(await by(page, 'slip').textContent()).toMatch(/IN LẠI.*A020/s);
    await press('Enter');
    await by(page, 'said').getByText('Phiếu A020 đã ra ở bàn').waitFor();
    expect(sent()).toEqual(['/tickets/ID/printing', '/tickets/ID/printed']);
    await by(page, 'ticket-paper').getByText('đã in 2 bản').waitFor();
  });

  test('that did not come is told, and the number joins those without paper', async () => {
    server = await busyHall();
    const { page } = browser;
    await silentPrinter(page);
    await atPage(page, server, 'reception');
    await find('A020');
    await shows('A020', 'waiting');
    await press('r');
    await by(page, 'choice-here').waitFor();
    await press('9');
    await page.waitForFunction(() => (window as unknown as { prints: number }).prints === 1);
    await press('n');
    await by(page, 'unprinted').getByText('máy in ở bàn chưa ra giấy').waitFor();
    await by(page, 'ticket-paper').getByText('chưa in được: máy in ở bàn chưa ra giấy').waitFor();
  });

  test('is 80 mm wide, and nothing of the screen is on it', async () => {
    server = await busyHall();
    const { page } = browser;
    await silentPrinter(page);
    await atPage(page, server, 'reception');
    await page.goto(`${server.url}/paper/${ticketOf('A020').id}`);
    await by(page, 'slip').waitFor();
    await page.locator('[data-testid=connection][data-status=live]').waitFor();
    await press('r');
    await page.waitForFunction(() => (window as unknown as { prints: number }).prints > 0);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+)/g)];
    expect(boxes).toHaveLength(1);
    expect((Number(boxes[0]?.[1]) / 72) * 25.4).toBeCloseTo(80, 0);
    await page.emulateMedia({ media: 'print' });
    expect(await by(page, 'paper-out').isVisible()).toBe(false);
    expect(await by(page, 'connection').isVisible()).toBe(false);
    expect((await by(page, 'slip').boundingBox())?.width).toBeLessThanOrEqual((72 / 25.4) * 96 + 1);
  });
});

async function find(text: string) {
  await press('f');
  await by(browser.page, 'find').fill(text);
  await press('Enter');
}

/** Types as a scanner does: every key of the code within a few milliseconds, then Enter. */
async function scan(page: Page, code: string) {
  await page.evaluate((text) => {
    const target = document.activeElement ?? document.body;
    const key = (code: string, shiftKey: boolean) =>
      target.dispatchEvent(new KeyboardEvent('keydown', { code, shiftKey, bubbles: true, cancelable: true }));
    const signs: Record<string, [string, boolean]> = { '/': ['Slash', false], '.': ['Period', false], '-': ['Minus', false], ':': ['Semicolon', true] };
    for (const sign of text) {
      if (/[a-z]/i.test(sign)) key(`Key${sign.toUpperCase()}`, sign !== sign.toLowerCase());
      else if (/\d/.test(sign)) key(`Digit${sign}`, false);
      else key(...signs[sign]!);
    }
    key('Enter', false);
  }, code);
}
