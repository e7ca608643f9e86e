/** Kiosks in a real browser: who rings is seen on every page, faults within two seconds, and orders only from who may. */
import { afterEach, beforeEach, expect, test } from 'vitest';

import { atDesk, atPage, by, open, type Opened } from './browser';
import type { MockServer } from './mock/server';
import { hallWithKiosks } from './scenes';

let browser: Opened;
let server: MockServer;

const press = (key: string) => browser.page.keyboard.press(key);
const orders = () => server.received.map(({ path, body }) => [decodeURIComponent(path), body.order].filter(Boolean).join(' '));

beforeEach(async () => {
  browser = await open();
});

afterEach(async () => {
  await browser.close();
  await server.stop();
  expect(browser.complaints).toEqual([]);
});

test('a fault is told at the counter within 2 s with what to do, and goes when it is mended', async () => {
  server = await hallWithKiosks(false);
  const { page } = browser;
  await atDesk(page, server);
  expect(await by(page, 'care').count()).toBe(0);
  const told = performance.now();
  server.hall.report('Kiosk 2', { printer_fault: 'cover-open' });
  await by(page, 'care').getByText('Kiosk 2: nắp máy in mở.').waitFor();
  expect(performance.now() - told).toBeLessThan(2000);
  await by(page, 'care').getByText('Đóng nắp máy in đến khi nghe tiếng tách.').waitFor();
  server.hall.report('Kiosk 1', { printer_fault: 'gremlins' });
  await by(page, 'care').getByText('Kiosk 1: máy in báo lỗi.').waitFor();
  await by(page, 'care').getByText('và 1 việc nữa').waitFor();
  server.hall.report('Kiosk 1', { printer_fault: undefined });
  server.hall.report('Kiosk 2', { printer_fault: undefined, paper_near_end: true });
  await by(page, 'care').getByText('Kiosk 2: sắp hết giấy.').waitFor();
  server.connect('Kiosk 1', false);
  await by(page, 'care').getByText('Kiosk 1: mất kết nối.').waitFor();
  server.connect('Kiosk 1', true);
  server.hall.report('Kiosk 2', { paper_near_end: false });
  await by(page, 'care').waitFor({ state: 'detached' });
});

test('who rings is answered by one key from the counter, and for everybody', async () => {
  server = await hallWithKiosks(false);
  const { page } = browser;
  await atDesk(page, server);
  server.hall.log('help-asked', { kiosk: 'Kiosk 2', help: 'wheelchair' });
  await by(page, 'ring').getByText('Kiosk 2: khách đi xe lăn cần người giúp').waitFor();
  server.hall.log('help-asked', { kiosk: 'Kiosk 1', help: 'attendant' });
  await by(page, 'ring').getByText('và Kiosk 1').waitFor();
  await press('b');
  await by(page, 'ring').getByText('Kiosk 1: khách cần người hướng dẫn').waitFor();
  expect(orders()).toEqual(['/kiosks/Kiosk 2/answer-help']);
  // Somebody else goes to the other.
  server.hall.log('help-answered', { kiosk: 'Kiosk 1' });
  await by(page, 'ring').waitFor({ state: 'detached' });
});

test('a supervisor tests, blanks and restarts; what a kiosk cannot hear is not offered', async () => {
  server = await hallWithKiosks(false);
  server.role = 'supervisor';
  const { page } = browser;
  await atPage(page, server, 'kiosks');
  await press('2');
  await press('t');
  await by(page, 'said').getByText('Kiosk 2 in thử').waitFor();
  await press('n');
  await by(page, 'said').getByText('Kiosk 2 đang tạm ngưng').waitFor();
  await page.locator('[data-testid=action-N]', { hasText: 'Mở lại' }).waitFor();
  await press('r');
  await by(page, 'dialog-restart').waitFor();
  await press('Enter');
  await by(page, 'dialog-restart').waitFor({ state: 'detached' });
  await page.locator('[data-testid=kiosks][data-busy=false]').waitFor();
  // The second press within 400 ms is the first one's echo.
  await expect.poll(async () => (await press('r'), by(page, 'dialog-restart').count()), { interval: 450 }).toBe(1);
  await press('1');
  await by(page, 'said').getByText('Kiosk 2 đang khởi động lại').waitFor();
  expect(orders()).toEqual(['/kiosks/Kiosk 2/order test-print', '/kiosks/Kiosk 2/order blank', '/kiosks/Kiosk 2/order restart']);
  server.connect('Kiosk 2', false);
  await page.locator('[data-testid=action-T][aria-disabled=true]', { hasText: 'máy đang mất kết nối' }).waitFor();
  await page.getByText('Mất kết nối từ 09:15').first().waitFor();
  // The server knew before the screen did.
  server.hall.connected.delete('Kiosk 1');
  await press('1');
  await press('t');
  await by(page, 'problem').getByText('Máy lấy số đang mất kết nối').waitFor();
});

test('a clerk sees every kiosk, prints elsewhere what failed, and has no orders to give', async () => {
  server = await hallWithKiosks();
  const { page } = browser;
  await atPage(page, server, 'kiosks');
  expect(await page.locator('[data-testid=action-T], [data-testid=action-N], [data-testid=action-R]').count()).toBe(0);
  await by(page, 'facts').getByText('hết giấy').waitFor();
  await by(page, 'print-A024').click();
  await by(page, 'dialog-print').waitFor();
  await press('2');
  await by(page, 'unprinted').getByText('Kiosk 2 sắp in').waitFor();
  const a024 = [...server.hall.tickets.values()].find((one) => one.number === 'A024')!;
  server.hall.ticketDeed(a024.id, 'printing', { kiosk: 'Kiosk 2' });
  await by(page, 'print-A024').waitFor({ state: 'detached' });
  server.hall.ticketDeed(a024.id, 'print-failed', { fault: 'cutter', kiosk: 'Kiosk 2' });
  await by(page, 'unprinted').getByText('Kiosk 2: dao cắt kẹt').waitFor();
  // A first paper that was asked for and not begun is on the list as well, also for a page that is opened later.
  const a023 = [...server.hall.tickets.values()].find((one) => one.number === 'A023')!;
  server.hall.ticketDeed(a023.id, 'reprint', { kiosk: 'Kiosk 2' });
  await by(page, 'print-A023').waitFor();
  await page.reload();
  await by(page, 'print-A023').waitFor();
  await by(page, 'print-E008').waitFor();
  server.hall.ticketDeed(a023.id, 'printing', { kiosk: 'Kiosk 2' });
  await by(page, 'print-A023').waitFor({ state: 'detached' });
});
