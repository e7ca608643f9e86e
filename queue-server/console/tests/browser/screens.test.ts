/**
 * A picture of each page and box in both languages and three themes, and axe-core on each of them: pictures are looked
 * at, rules are counted, and no words are cut.
 */
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { atDesk, atPage, by, inState, open, signIn, silentPrinter, type Opened } from './browser';
import type { MockServer } from './mock/server';
import { busyHall, crowdedHall, hallSupported, hallWithKiosks } from './scenes';

const OUT = fileURLToPath(new URL('../../../../target/screens/console/', import.meta.url));
const THEMES = ['dark', 'contrast', 'light'] as const;
/** `SCREENS=all` takes every picture in every theme. */
const PICTURES = process.env.SCREENS === 'all';
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let browser: Opened;
let server: MockServer;

beforeEach(async () => {
  await mkdir(OUT, { recursive: true });
  browser = await open();
});

afterEach(async () => {
  await browser.close();
  await server.stop();
  expect(browser.complaints).toEqual([]);
});

describe.each(['vi', 'en'])('in %s', (lang) => {
  test('sign-in', async () => {
    server = await busyHall();
    await choose(lang);
    await browser.page.goto(server.url);
    await by(browser.page, 'user').waitFor();
    await shoot('sign-in', lang);
    await by(browser.page, 'user').fill('khoi');
    await by(browser.page, 'password').fill('khong dung');
    await by(browser.page, 'sign-in').click();
    await by(browser.page, 'problem').waitFor();
    await shoot('sign-in-wrong', lang);
  });

  test('set-up link', async () => {
    server = await busyHall();
    await choose(lang);
    await browser.page.goto(`${server.url}/setup#token=mot-lan`);
    await by(browser.page, 'set-up').waitFor();
    await shoot('set-up', lang);
  });

  test('accounts', async () => {
    server = await busyHall();
    server.role = 'admin';
    await choose(lang);
    await signIn(browser.page, server);
    await by(browser.page, 'users').click();
    await by(browser.page, 'add-user').waitFor();
    await shoot('accounts', lang);
  });

  test('take a counter', async () => {
    server = await busyHall();
    await choose(lang);
    await signIn(browser.page, server);
    await browser.page.locator('[data-testid=connection][data-status=live]').waitFor();
    await shoot('counters', lang);
  });

  test('closed, then open', async () => {
    server = await busyHall('closed');
    await choose(lang);
    await atDesk(browser.page, server);
    await inState(browser.page, 'closed');
    await shoot('closed', lang);
    await browser.page.keyboard.press('Space');
    await inState(browser.page, 'free');
    await shoot('waiting', lang);
  });

  test('called', async () => {
    server = await busyHall('called');
    await choose(lang);
    await atDesk(browser.page, server);
    await shoot('called', lang);
  });

  test('serving, help, transfer, hold, pause, issue', async () => {
    server = await busyHall('serving');
    await choose(lang);
    const { page } = browser;
    await atDesk(page, server);
    await shoot('serving', lang);
    await page.keyboard.press('Shift+Slash');
    await page.getByText(/2 thường : 1 ưu tiên\) và/).waitFor();
    await shoot('help', lang);
    await page.keyboard.press('Escape');
    await page.keyboard.press('c');
    await by(page, 'dialog-transfer').waitFor();
    await page.keyboard.type('xay');
    await page.locator('[data-testid=to-xay-dung][aria-selected=true]').waitFor();
    await shoot('transfer', lang);
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await by(page, 'dialog-park').waitFor();
    await shoot('park', lang);
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await by(page, 'note').fill('CCCD 079 085 001 234');
    await page.keyboard.press('Enter');
    await by(page, 'dialog-note').getByTestId('problem').waitFor();
    await shoot('note', lang);
    await page.keyboard.press('Escape');
    await page.keyboard.press('h');
    await by(page, 'dialog-support').waitFor();
    await shoot('support-call', lang);
    await page.keyboard.press('Enter');
    await by(page, 'action-H').getByText(lang === 'vi' ? 'chờ trả lời' : 'no answer').waitFor();
    await shoot('serving-support', lang);
    await page.keyboard.press('n');
    await by(page, 'dialog-pause').waitFor();
    await shoot('pause', lang);
    await page.keyboard.press('Escape');
    await page.keyboard.press('p');
    await by(page, 'dialog-resume').waitFor();
    await shoot('resume', lang);
    await page.keyboard.press('Escape');
    await page.keyboard.press('i');
    await by(page, 'dialog-issue').waitFor();
    await shoot('issue', lang);
    await page.keyboard.press('Enter');
    await by(page, 'choice-booked').waitFor();
    await shoot('issue-lane', lang);
    await page.keyboard.press('2');
    await by(page, 'choice-none').waitFor();
    await page.keyboard.press('0');
    await by(page, 'issued-number').waitFor();
    await shoot('issued', lang);
  });

  test('picking out of order, and its reason', async () => {
    server = await busyHall('free');
    await choose(lang);
    const { page } = browser;
    await atDesk(page, server);
    await page.keyboard.press('m');
    await by(page, 'dialog-pick').waitFor();
    await shoot('pick', lang);
    await page.keyboard.type('18');
    await page.keyboard.press('Enter');
    await by(page, 'choice-suc-khoe').waitFor();
    await shoot('pick-why', lang);
    await page.keyboard.press('1');
    await inState(page, 'called');
    await shoot('picked', lang);
  });

  test('support: who calls, who was answered, what is over', async () => {
    server = await hallSupported();
    await choose(lang);
    const { page } = browser;
    await atDesk(page, server);
    await by(page, 'support-ring').waitFor();
    await shoot('support-ring', lang);
    await page.keyboard.press('s');
    await by(page, 'support').waitFor();
    await by(page, 'support-over').getByText('09:', { exact: false }).first().waitFor();
    await shoot('support', lang);
    await page.keyboard.press('Shift+Slash');
    await by(page, 'dialog-help').waitFor();
    await shoot('support-help', lang);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Space');
    await by(page, 'said').waitFor();
    await shoot('support-answered', lang);
  });

  test('no call for support', async () => {
    server = await busyHall();
    await choose(lang);
    await atPage(browser.page, server, 'support');
    await shoot('support-none', lang);
  });

  test('paused', async () => {
    server = await busyHall('free');
    server.hall.counterDeed('quay-3', 'pause', { until: '2019-08-01T02:30:00Z' });
    await choose(lang);
    await atDesk(browser.page, server);
    await shoot('paused', lang);
  });

  test('sending', async () => {
    server = await busyHall('serving');
    await choose(lang);
    await atDesk(browser.page, server);
    server.hold();
    await browser.page.keyboard.press('Space');
    await browser.page.locator('[data-testid=primary][aria-busy=true]').waitFor();
    await browser.page.getByText(lang === 'vi' ? 'Đang gửi' : 'Sending', { exact: true }).waitFor();
    await shoot('sending', lang);
    server.release();
    await inState(browser.page, 'called');
  });

  test('refused', async () => {
    server = await busyHall('called');
    await choose(lang);
    await atDesk(browser.page, server);
    server.hall.tickets.forEach((ticket, id) => ticket.number === 'A015' && server.hall.tickets.set(id, { ...ticket, state: 'cancelled' }));
    await browser.page.keyboard.press('l');
    await by(browser.page, 'problem').waitFor();
    await shoot('refused', lang);
  });

  test('crowded, in small and large windows', async () => {
    server = await crowdedHall();
    await choose(lang);
    const { page } = browser;
    await atDesk(page, server);
    for (const [width, height] of [
      [1366, 768],
      [1366, 641],
      [1280, 720],
      [1920, 1080],
    ] as const) {
      await page.setViewportSize({ width, height });
      await shoot(`crowded-${width}x${height}`, lang);
    }
  });

  test('reception desk', async () => {
    server = await hallWithKiosks();
    await choose(lang);
    const { page } = browser;
    await atPage(page, server, 'reception');
    await shoot('reception', lang);
    await by(page, 'find').fill('A020');
    await page.keyboard.press('Enter');
    await by(page, 'ticket').waitFor();
    await shoot('reception-waiting', lang);
    await page.keyboard.press('r');
    await by(page, 'dialog-print').waitFor();
    await shoot('reception-print', lang);
    await page.keyboard.press('Escape');
    await page.keyboard.press('x');
    await by(page, 'dialog-cancel').waitFor();
    await shoot('reception-cancel', lang);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+Slash');
    await by(page, 'dialog-help').waitFor();
    await shoot('reception-help', lang);
    await page.keyboard.press('Escape');
    for (const [number, state] of [
      ['A015', 'serving'],
      ['G019', 'called'],
      ['A006', 'parked'],
      ['A004', 'no_show'],
      ['A024', 'waiting'],
    ]) {
      await by(page, 'find').fill(number!);
      await page.keyboard.press('Enter');
      await page.locator(`[data-testid=ticket][data-state=${state}]`, { hasText: number }).waitFor();
      await shoot(`reception-${state === 'waiting' ? 'unprinted' : state}`, lang);
    }
    await by(page, 'find').fill('A999');
    await page.keyboard.press('Enter');
    await by(page, 'problem').waitFor();
    await shoot('reception-none', lang);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('i');
    await by(page, 'dialog-issue').waitFor();
    await page.keyboard.type('dat');
    await page.keyboard.press('Enter');
    await by(page, 'choice-booked').waitFor();
    await page.keyboard.press('2');
    await by(page, 'choice-here').waitFor();
    await shoot('reception-where', lang);
    await page.keyboard.press('2');
    await by(page, 'said').waitFor();
    await shoot('reception-issued', lang);
    await page.setViewportSize({ width: 1920, height: 1080 });
    await shoot('reception-1920x1080', lang);
  });

  test('paper of the desk, on the screen and as it is printed', async () => {
    server = await hallWithKiosks(false);
    await choose(lang);
    const { page } = browser;
    await silentPrinter(page);
    await atPage(page, server, 'reception');
    const ticket = [...server.hall.tickets.values()].find((one) => one.number === 'A020')!;
    server.hall.tickets.set(ticket.id, { ...ticket, lang: lang as 'vi' | 'en' });
    await by(page, 'find').fill('A020');
    await page.keyboard.press('Enter');
    await by(page, 'ticket').waitFor();
    await page.keyboard.press('r');
    await by(page, 'choice-here').waitFor();
    await page.keyboard.press('9');
    await page.locator('[data-testid=paper-out]:not([aria-disabled=true])').waitFor();
    await shoot('paper', lang);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 302, height: 700 });
    await page.screenshot({ path: `${OUT}paper-printed-${lang}.png` });
  });

  test('kiosks, as a supervisor and as a clerk', async () => {
    server = await hallWithKiosks();
    server.role = 'supervisor';
    await choose(lang);
    const { page } = browser;
    await atPage(page, server, 'kiosks');
    await shoot('kiosks', lang);
    await page.keyboard.press('2');
    await page.keyboard.press('n');
    await by(page, 'said').waitFor();
    await shoot('kiosks-blanked', lang);
    await page.keyboard.press('r');
    await by(page, 'dialog-restart').waitFor();
    await shoot('kiosks-restart', lang);
    await page.keyboard.press('Escape');
    server.hall.report('Kiosk 2', {
      printer_fault: 'cutter',
      on_reserve: true,
      scanner_fault: 'lost',
      storage_fault: 'disk-full',
      untold: 3,
      numbers_left: 0,
    });
    server.hall.log('help-asked', { kiosk: 'Kiosk 2', help: 'wheelchair' });
    server.hall.log('help-asked', { kiosk: 'Kiosk 1', help: 'attendant' });
    await by(page, 'ring').waitFor();
    await shoot('kiosks-help', lang);
    server.connect('Kiosk 1', false);
    await page.keyboard.press('1');
    await page.locator('[data-testid="kiosk-Kiosk 1"][aria-current=true]').waitFor();
    await shoot('kiosks-away', lang);
    await page.setViewportSize({ width: 1920, height: 1080 });
    await shoot('kiosks-1920x1080', lang);
    await page.setViewportSize({ width: 1366, height: 768 });
    server.role = 'clerk';
    await page.reload();
    await by(page, 'kiosks').waitFor();
    await by(page, 'ring').waitFor();
    await shoot('kiosks-clerk', lang);
    await by(page, 'change-counter').click();
    await by(page, 'counter-quay-3').waitFor();
    await shoot('counters-help', lang);
    await by(page, 'counter-quay-3').click();
    await by(page, 'state').waitFor();
    await shoot('serving-help', lang);
  });

  test('no kiosk yet', async () => {
    server = await busyHall();
    await choose(lang);
    await atPage(browser.page, server, 'kiosks');
    await shoot('kiosks-none', lang);
  });

  test('disconnected', async () => {
    server = await busyHall('serving');
    await choose(lang);
    await atDesk(browser.page, server);
    await server.stop();
    await by(browser.page, 'as-of').waitFor();
    await shoot('disconnected', lang);
    await server.start();
  });
});

async function choose(lang: string) {
  await browser.context.addInitScript((chosen) => localStorage.setItem('motcua.lang', chosen), lang);
}

async function shoot(name: string, lang: string) {
  const { page } = browser;
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  expect(await overflow(page), `${name}: scrolls`).toBe(false);
  expect(await cutWords(page), `${name}: cut`).toEqual([]);
  // A theme changes colours only, and no words: in the second language one is enough.
  for (const theme of lang === 'vi' || PICTURES ? THEMES : (['light'] as const)) {
    await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
    const suffix = theme === 'light' ? '' : `-${theme}`;
    if (theme === 'light' || PICTURES) await page.screenshot({ path: `${OUT}${name}-${lang}${suffix}.png`, animations: 'disabled' });
    expect(await broken(page), `${name}, ${theme}: axe`).toEqual([]);
  }
}

/** Buttons and names of deeds whose words do not fit their place. */
function cutWords(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, button *, .chip, h1, h2')]
      .filter((one) => one.offsetParent !== null && !one.closest('.sr, ul, table, [data-testid=why]'))
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === 'hidden')
      .map((one) => one.textContent?.trim() ?? '')
      .concat(
        // What runs out of the window, which hides it.
        [...document.querySelectorAll<HTMLElement>('button, li, h1, h2')]
          .filter((one) => one.offsetParent !== null && innerWidth > 900 && one.getBoundingClientRect().right > innerWidth)
          .map((one) => `outside: ${one.textContent?.trim() ?? ''}`),
      ),
  );
}

/** Whether anything of the page lies outside the window. */
function overflow(page: Page) {
  return page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    const main = document.querySelector('[data-testid=primary]')?.closest('.page') ?? null;
    const inner = main !== null && main.scrollHeight > main.clientHeight;
    return scrollWidth > innerWidth || scrollHeight > innerHeight || inner;
  });
}

async function broken(page: Page): Promise<string[]> {
  // axe is a test's tool: it goes in past the page's policy, which forbids foreign scripts.
  const loaded = await page.evaluate(() => 'axe' in window);
  if (!loaded) {
    const { readFile } = await import('node:fs/promises');
    await page.evaluate(await readFile(AXE, 'utf8'));
  }
  return page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }).axe;
    interface Violation {
      id: string;
      nodes: { html: string; failureSummary: string }[];
    }
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)} — ${n.failureSummary}`));
  });
}
