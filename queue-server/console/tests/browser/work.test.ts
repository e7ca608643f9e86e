/** A clerk's work in a real browser: what keys do, what they must not do, and what happens when the network fails. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { atDesk, by, inState, open, signIn, type Opened } from './browser';
import type { MockServer } from './mock/server';
import { busyHall } from './scenes';

let browser: Opened;
let server: MockServer;

const press = (key: string) => browser.page.keyboard.press(key);
const sent = () => server.received.map(({ path }) => path.replace(/[0-9a-f-]{36}/, 'ID'));
const number = () => by(browser.page, 'current-number').textContent();
const idle = () => browser.page.locator('[data-testid=desk][data-busy=false]').waitFor();

beforeEach(async () => {
  browser = await open();
});

afterEach(async () => {
  await browser.close();
  await server.stop();
  expect(browser.complaints).toEqual([]);
});

test('a visit by keys: open, call, call again, came, finish and call the next in one step', async () => {
  server = await busyHall('closed');
  await atDesk(browser.page, server);
  await press('Space');
  await inState(browser.page, 'free');
  await pressAgain('Space');
  await inState(browser.page, 'called');
  expect(await number()).toBe('E003');
  await press('l');
  await browser.page.getByText('lần 2', { exact: false }).first().waitFor();
  await idle();
  await pressAgain('Space');
  await inState(browser.page, 'serving');
  await pressAgain('Space');
  await inState(browser.page, 'called');
  expect(await number()).toBe('A019');
  expect(sent()).toEqual([
    '/counters/quay-3/open',
    '/counters/quay-3/call-next',
    '/tickets/ID/recall',
    '/tickets/ID/start',
    '/counters/quay-3/call-next',
  ]);
  expect(server.received.at(-1)?.body.finish).toBe(true);
  expect(new Set(server.received.map(({ body }) => body.command_id)).size).toBe(5);
});

test('no-show and hold come back by P; transfer and desk issue by their letters', async () => {
  server = await busyHall('called');
  const { page } = browser;
  await atDesk(page, server);
  await press('v');
  await inState(page, 'free');
  await press('p');
  await by(page, 'dialog-resume').waitFor();
  await press('1');
  await inState(page, 'called');
  expect(await number()).toBe('A006');
  await idle();
  await press('g');
  await by(page, 'dialog-park').waitFor();
  await press('2');
  await inState(page, 'free');
  expect(server.received.at(-1)?.body.reason).toBe('nop-le-phi');
  await pressAgain('Space');
  await inState(page, 'called');
  await idle();
  await pressAgain('c');
  await by(page, 'dialog-transfer').waitFor();
  await page.keyboard.type('xay');
  await page.locator('[data-testid=to-xay-dung][aria-selected=true]').waitFor();
  await press('Enter');
  await inState(page, 'free');
  expect(server.received.at(-1)?.body.service).toBe('xay-dung');
  await press('i');
  await by(page, 'search').waitFor();
  await page.keyboard.type('chung');
  await press('Enter');
  await by(page, 'chosen').waitFor();
  await press('Enter');
  await by(page, 'choice-none').waitFor();
  await press('0');
  expect(await by(page, 'issued-number').textContent()).toBe('C001');
  await press('Escape');
  await by(page, 'dialog-issue').waitFor({ state: 'detached' });
});

test('pause says until when, and N opens again; closing stands in the same box', async () => {
  server = await busyHall('free');
  const { page } = browser;
  await atDesk(page, server);
  await press('n');
  await by(page, 'dialog-pause').waitFor();
  await press('2');
  await inState(page, 'paused');
  expect(String(server.received.at(-1)?.body.until)).toBe('2019-08-01T02:26:00.000Z');
  await idle();
  await pressAgain('n');
  await inState(page, 'free');
  await idle();
  await pressAgain('n');
  await by(page, 'dialog-pause').waitFor();
  await press('9');
  await inState(page, 'closed');
});

describe('Space acts once', () => {
  test('when held', async () => {
    server = await busyHall('free');
    await atDesk(browser.page, server);
    await browser.page.keyboard.down('Space');
    await inState(browser.page, 'called');
    // Repeats of a held key, as the system sends them.
    for (let n = 0; n < 30; n++) await browser.page.keyboard.down('Space');
    await browser.page.keyboard.up('Space');
    await idle();
    expect(sent()).toEqual(['/counters/quay-3/call-next']);
  });

  test('when pressed twice at once', async () => {
    server = await busyHall('free');
    await atDesk(browser.page, server);
    await press('Space');
    await press('Space');
    await inState(browser.page, 'called');
    await idle();
    expect(sent()).toEqual(['/counters/quay-3/call-next']);
  });

  test('while the answer is out, which is shown within 100 ms', async () => {
    server = await busyHall('serving');
    const { page } = browser;
    await atDesk(page, server);
    server.hold();
    await page.evaluate(() => {
      const bar = document.querySelector('[data-testid=primary]');
      const state = window as unknown as { pressed: number; shown: number };
      addEventListener('keydown', () => (state.pressed ??= performance.now()), { capture: true, once: true });
      const see = () => {
        if (bar?.getAttribute('aria-busy') !== 'true') return void requestAnimationFrame(see);
        state.shown = performance.now();
      };
      requestAnimationFrame(see);
    });
    await press('Space');
    await page.waitForFunction(() => 'shown' in window);
    const took = await page.evaluate(() => {
      const state = window as unknown as { pressed: number; shown: number };
      return state.shown - state.pressed;
    });
    expect(took).toBeLessThan(100);
    await pressAgain('Space');
    await pressAgain('Space');
    server.release();
    await inState(page, 'called');
    await idle();
    expect(sent()).toEqual(['/counters/quay-3/call-next']);
  });

  test('and is ready again only when the screen shows what came of it, stream or not', async () => {
    server = await busyHall('free');
    const { page } = browser;
    await atDesk(page, server);
    server.mute(true);
    const ready = page.evaluate(
      () =>
        new Promise<string | undefined>((resolve) => {
          const bar = document.querySelector<HTMLElement>('[data-testid=primary]');
          let sent = false;
          const look = () => {
            const busy = bar?.getAttribute('aria-busy') === 'true';
            sent ||= busy;
            if (sent && !busy) resolve(bar?.dataset.deed);
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
    server.hold();
    await press('Space');
    await page.locator('[data-testid=primary][aria-busy=true]').waitFor();
    server.release();
    expect(await ready).toBe('start');
  });

  test('also on the button itself, and a click does not leave Space on the clicked button', async () => {
    server = await busyHall('called');
    const { page } = browser;
    await atDesk(page, server);
    await by(page, 'action-L').click();
    await page.getByText('lần 2', { exact: false }).first().waitFor();
    await idle();
    await press('Space');
    await inState(page, 'serving');
    expect(sent()).toEqual(['/tickets/ID/recall', '/tickets/ID/start']);
    await idle();
    await pause400();
    await by(page, 'primary').dblclick();
    await inState(page, 'called');
    await idle();
    expect(sent()).toEqual(['/tickets/ID/recall', '/tickets/ID/start', '/counters/quay-3/call-next']);
  });

  test('and on a button reached by Tab it presses that button', async () => {
    server = await busyHall('called');
    const { page } = browser;
    await atDesk(page, server);
    await by(page, 'action-L').focus();
    await press('Space');
    await page.getByText('lần 2', { exact: false }).first().waitFor();
    await idle();
    expect(sent()).toEqual(['/tickets/ID/recall']);
  });
});

describe('keys that must do nothing', () => {
  test('letters typed into the search, and everything while a box is open', async () => {
    server = await busyHall('serving');
    const { page } = browser;
    await atDesk(page, server);
    await press('c');
    await by(page, 'search').waitFor();
    await page.keyboard.type('kg vlpn');
    await by(page, 'dialog-transfer').waitFor();
    await press('Escape');
    await by(page, 'dialog-transfer').waitFor({ state: 'detached' });
    expect(sent()).toEqual([]);
  });

  test('a deed that makes no sense now, by key or by pointer', async () => {
    server = await busyHall('serving');
    const { page } = browser;
    await atDesk(page, server);
    await press('l');
    await press('v');
    await by(page, 'action-L').click({ force: true });
    await press('k');
    await inState(page, 'free');
    expect(sent()).toEqual(['/tickets/ID/finish']);
  });

  test('all of them, once they are switched off', async () => {
    server = await busyHall('called');
    const { page } = browser;
    await atDesk(page, server);
    await press('Shift+Slash');
    await by(page, 'use-keys').uncheck();
    await press('Escape');
    await by(page, 'dialog-help').waitFor({ state: 'detached' });
    await press('v');
    await by(page, 'action-L').click();
    await page.getByText('lần 2', { exact: false }).first().waitFor();
    expect(sent()).toEqual(['/tickets/ID/recall']);
  });
});

describe('a bad network', () => {
  test('a lost answer is asked for again with the same id, and the call happens once', async () => {
    server = await busyHall('free');
    await atDesk(browser.page, server);
    server.loseAnswers = 3;
    await press('Space');
    await inState(browser.page, 'called');
    await idle();
    expect(await number()).toBe('E003');
    expect(sent()).toEqual(Array(4).fill('/counters/quay-3/call-next'));
    expect(new Set(server.received.map(({ body }) => body.command_id)).size).toBe(1);
  });

  test('a cut is told at once, the screen is dated, Space is dead, and everything comes back', async () => {
    server = await busyHall('serving');
    const { page } = browser;
    await atDesk(page, server);
    await server.stop();
    await page.locator('[data-testid=connection][data-status=lost]').waitFor({ timeout: 5000 });
    expect(await by(page, 'as-of').textContent()).toMatch(/Số liệu lúc 09:15:\d\d/);
    await press('Space');
    await press('k');
    server.hall.ticketDeed(server.hall.counters.get('quay-3')?.current?.ticket ?? '', 'finish', {});
    await server.start();
    await inState(page, 'free');
    await page.locator('[data-testid=connection][data-status=live]').waitFor();
    expect(sent()).toEqual([]);
  });

  test('a box that is open during a cut says so and sends nothing', async () => {
    server = await busyHall('serving');
    const { page } = browser;
    await atDesk(page, server);
    await press('g');
    await by(page, 'dialog-park').waitFor();
    await server.stop();
    await by(page, 'dialog-park').getByText(/Mất kết nối. Số liệu lúc 09:15:\d\d/).waitFor();
    await press('1');
    await server.start();
    await page.locator('[data-testid=connection][data-status=live]').waitFor();
    await page.locator('[data-testid=primary][aria-disabled=false]').waitFor();
    expect(sent()).toEqual([]);
    await press('1');
    await inState(page, 'free');
    expect(sent()).toEqual(['/tickets/ID/park']);
  });

  test('silence on an open connection is noticed within five seconds of the last sign', async () => {
    server = await busyHall('serving');
    const { page } = browser;
    await atDesk(page, server);
    const from = Date.now();
    server.mute(true);
    await page.locator('[data-testid=connection][data-status=lost]').waitFor({ timeout: 6000 });
    expect(Date.now() - from).toBeLessThan(5500);
    expect(await by(page, 'connection').textContent()).toMatch(/Mất kết nối \d+ giây/);
    server.mute(false);
    server.setClock('2019-08-01T02:30:00Z');
    await page.locator('[data-testid=connection][data-status=live]').waitFor();
    expect(await by(page, 'clock').textContent()).toMatch(/^09:30:0/);
  });

  test('a refusal is shown in the server’s words and the state is fetched again', async () => {
    server = await busyHall('serving');
    const { page } = browser;
    await atDesk(page, server);
    const { hall } = server;
    const ticket = [...hall.tickets.values()].find((t) => t.number === 'A015');
    if (ticket) hall.tickets.set(ticket.id, { ...ticket, state: 'done' });
    server.asked.length = 0;
    await press('k');
    await by(page, 'problem').waitFor();
    await idle();
    expect(await by(page, 'problem').textContent()).toContain('A015 đã đổi trạng thái');
    expect(server.asked.at(-1)).toBe('/api/v1/counters/quay-3');
    // What is old comes before what was refused, which is still there afterwards.
    await server.stop();
    await by(page, 'as-of').waitFor();
    await server.start();
    await by(page, 'problem').waitFor();
    await press('Escape');
    await by(page, 'problem').waitFor({ state: 'detached' });
  });
});

test('a newcomer is on the list by the stream, and a quiet hall asks nothing', async () => {
  server = await busyHall('serving');
  const { page } = browser;
  await atDesk(page, server);
  server.hall.issue('0190a000-0000-7000-9000-000000000001', { service: 'dat-dai', lane: 'priority' });
  await page.getByText('Đang chờ 12 người').waitFor();
  const before = server.asked.length;
  const from = await by(page, 'clock').textContent();
  await page.waitForFunction(
    ([text]) => {
      const seconds = (of: string) => Number(of.slice(-2)) + 60 * Number(of.slice(3, 5));
      const now = document.querySelector('[data-testid=clock]')?.textContent ?? '';
      return seconds(now) - seconds(text ?? '') >= 5;
    },
    [from],
  );
  expect(server.asked.slice(before)).toEqual([]);
  // Another field's queue is no reason to ask either.
  server.hall.issue('0190a000-0000-7000-9000-000000000002', { service: 'ho-tich' });
  server.hall.issue('0190a000-0000-7000-9000-000000000003', { service: 'dat-dai' });
  await page.getByText('Đang chờ 13 người').waitFor();
  expect(server.asked.slice(before)).toEqual(['/api/v1/counters/quay-3']);
});

test('paper that failed is told until it is printed', async () => {
  server = await busyHall('serving');
  const { page } = browser;
  await atDesk(page, server);
  server.hall.log('ticket-print-failed', { ticket: 'x', number: 'A030', fault: 'paper-out' });
  await page.getByText('A030 chưa in được phiếu: hết giấy').waitFor();
  server.hall.log('ticket-printed', { ticket: 'x', number: 'A030' });
  await page.getByText('A030').waitFor({ state: 'detached' });
});

test('a session that ended leads to the sign-in, and back to the same counter', async () => {
  server = await busyHall('serving');
  const { page } = browser;
  await atDesk(page, server);
  server.signedIn = false;
  await press('k');
  await page.getByText('Phiên làm việc đã hết').waitFor();
  await by(page, 'user').fill('khoi');
  await by(page, 'password').fill('mot cua 2019');
  await by(page, 'sign-in').click();
  await inState(page, 'serving');
});

test('a wrong password is refused in the server’s words, in the chosen language', async () => {
  server = await busyHall();
  const { page } = browser;
  await page.goto(server.url);
  await by(page, 'language').click();
  await by(page, 'user').fill('khoi');
  await by(page, 'password').fill('x');
  await by(page, 'sign-in').click();
  expect(await by(page, 'problem').textContent()).toContain('Wrong user name or password');
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
});

test('the set-up link makes the first administrator, who makes accounts', async () => {
  server = await busyHall();
  server.role = 'admin';
  const { page } = browser;
  await page.goto(`${server.url}/setup#token=mot-lan`);
  await by(page, 'user').fill('khoi');
  await by(page, 'password').fill('mot cua 2019');
  await by(page, 'password-repeat').fill('mot cua 2018');
  await by(page, 'set-up').click();
  await page.getByText('Hai mật khẩu chưa giống nhau.').waitFor();
  await by(page, 'password-repeat').fill('mot cua 2019');
  await by(page, 'set-up').click();
  await by(page, 'new-user').fill('loc');
  await by(page, 'new-password').fill('quay bon 2019');
  await by(page, 'new-staff').selectOption('tran-van-loc');
  await by(page, 'add-user').click();
  await page.getByText('Trần Văn Lộc').last().waitFor();
  expect(server.received[0]).toMatchObject({ path: '/setup', body: { token: 'mot-lan', name: 'khoi' } });
  expect(server.users).toEqual([{ name: 'loc', role: 'clerk', staff: 'tran-van-loc', password: 'quay bon 2019' }]);
  expect(page.url()).not.toContain('token');
  await by(page, 'sign-out').click();
  await by(page, 'user').waitFor();
  expect(page.url()).toBe(`${server.url}/`);
});

test('a counter is taken by its digit', async () => {
  server = await busyHall('serving');
  await signIn(browser.page, server);
  await press('3');
  await inState(browser.page, 'serving');
  expect(browser.page.url()).toBe(`${server.url}/counters/quay-3`);
  await browser.page.reload();
  await inState(browser.page, 'serving');
});

/** A press that is no double press: not before the guard's time has passed on the page's own clock. */
async function pressAgain(key: string) {
  await pause400();
  await press(key);
}

async function pause400() {
  const from = await browser.page.evaluate(() => performance.now());
  await browser.page.waitForFunction((since) => performance.now() - since > 410, from);
}
