/** Every deed without a mouse: by its key, by Tab and Enter alone, and by keys that were moved. */
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { atDesk, atPage, by, inState, open, type Opened } from './browser';
import type { MockServer } from './mock/server';
import { busyHall, hallSupported } from './scenes';

let browser: Opened;
let server: MockServer;

const press = (key: string) => browser.page.keyboard.press(key);
const sent = () => server.received.map(({ path }) => path.replace(/[0-9a-f-]{36}/, 'ID'));
const last = () => server.received.at(-1)?.body ?? {};
const idle = () => browser.page.locator('[data-testid=desk][data-busy=false]').waitFor();

beforeEach(async () => {
  browser = await open();
});

afterEach(async () => {
  await browser.close();
  await server.stop();
  expect(browser.complaints).toEqual([]);
});

/** What each deed needs, how it is done once its button is reached, and what the server must then have heard. */
const DEEDS: readonly {
  deed: string;
  hall: 'called' | 'serving' | 'free' | 'closed';
  then?: (page: Page) => Promise<void>;
  path: string;
}[] = [
  { deed: 'primary', hall: 'closed', path: '/counters/quay-3/open' },
  { deed: 'primary', hall: 'free', path: '/counters/quay-3/call-next' },
  { deed: 'primary', hall: 'called', path: '/tickets/ID/start' },
  { deed: 'action-L', hall: 'called', path: '/tickets/ID/recall' },
  { deed: 'action-V', hall: 'called', path: '/tickets/ID/no-show' },
  { deed: 'action-K', hall: 'serving', path: '/tickets/ID/finish' },
  { deed: 'action-C', hall: 'serving', then: confirm('transfer'), path: '/tickets/ID/transfer' },
  { deed: 'action-G', hall: 'serving', then: choose('nop-le-phi'), path: '/tickets/ID/park' },
  { deed: 'action-P', hall: 'free', then: choose('A006'), path: '/tickets/ID/resume' },
  { deed: 'action-M', hall: 'free', then: pick, path: '/counters/quay-3/call' },
  { deed: 'action-H', hall: 'serving', then: confirm('support'), path: '/counters/quay-3/support' },
  { deed: 'action-D', hall: 'serving', path: '/counters/quay-3/lead' },
  { deed: 'action-E', hall: 'serving', then: note, path: '/tickets/ID/note' },
  { deed: 'action-N', hall: 'free', then: choose('open'), path: '/counters/quay-3/pause' },
  { deed: 'action-I', hall: 'free', then: issue, path: '/tickets/ID/' },
  { deed: 'undo-A004', hall: 'serving', path: '/tickets/ID/return' },
];

test.each(DEEDS)('$deed while $hall, by Tab and Enter alone with keys switched off', async ({ deed, hall, then, path }) => {
  server = await busyHall(hall);
  const { page } = browser;
  await page.addInitScript(() => localStorage.setItem('motcua.keys', 'off'));
  await atDesk(page, server);
  expect(await page.locator('[data-testid=desk] kbd').count()).toBe(0);
  await tabTo(page, deed);
  await press('Enter');
  await then?.(page);
  await expect.poll(sent).toContain(path);
  await idle();
  expect(sent()).toHaveLength(1);
});

describe('by their keys', () => {
  test('out of order needs a reason, and says it afterwards', async () => {
    server = await busyHall('free');
    const { page } = browser;
    await atDesk(page, server);
    await press('m');
    await by(page, 'dialog-pick').waitFor();
    await page.keyboard.type('18');
    // Held, it does not run through to the reason.
    await page.keyboard.down('Enter');
    await by(page, 'choice-suc-khoe').waitFor();
    for (let n = 0; n < 5; n++) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    expect(sent()).toEqual([]);
    await press('2');
    await inState(page, 'called');
    expect(await by(page, 'current-number').textContent()).toBe('A018');
    expect(last().reason).toBe('cung-ho-so');
    await by(page, 'why').getByText('Mời ngoài lượt: cùng hồ sơ với khách vừa làm').waitFor();
  });

  test('a missed call is undone from the list while somebody is served', async () => {
    server = await busyHall('serving');
    const { page } = browser;
    await atDesk(page, server);
    await press('p');
    await by(page, 'choice-A004').waitFor();
    await press('3');
    await page.locator('[data-ticket=A004], :text("A004")').first().waitFor();
    await by(page, 'undo-A004').waitFor({ state: 'detached' });
    expect(sent()).toEqual(['/tickets/ID/return']);
  });

  test('D changes who leads, there and back', async () => {
    server = await busyHall('serving');
    const { page } = browser;
    await atDesk(page, server);
    await press('d');
    await by(page, 'lead').getByText('Nguyễn Thị Thu Hà').waitFor();
    expect(await by(page, 'assist').textContent()).toBe('Lê Minh Khôi');
    await idle();
    await expect.poll(async () => (await press('d'), sent().length), { interval: 450 }).toBe(2);
    await by(page, 'lead').getByText('Lê Minh Khôi').waitFor();
    expect(server.received.map(({ body }) => body.staff)).toEqual(['nguyen-thi-thu-ha', 'le-minh-khoi']);
  });

  test('a note that looks personal is refused in words and can be mended', async () => {
    server = await busyHall('serving');
    const { page } = browser;
    await atDesk(page, server);
    await press('e');
    await by(page, 'note').fill('gọi lại 0912 345 678');
    await press('Enter');
    await by(page, 'dialog-note').getByText('Ghi chú có số giống số của một người').waitFor();
    await by(page, 'note').fill('thiếu trang 2 của đơn');
    await expect
      .poll(async () => (await press('Enter'), by(page, 'dialog-note').count()), { interval: 450 })
      .toBe(0);
    await by(page, 'current-note').getByText('thiếu trang 2 của đơn').waitFor();
    expect(await by(page, 'problem').count()).toBe(0);
  });

  test('H and Enter call the owner of the field; the counter sees who answers, and ends it', async () => {
    server = await busyHall('serving');
    const { page } = browser;
    await atDesk(page, server);
    await press('h');
    await by(page, 'dialog-support').waitFor();
    await press('Enter');
    await by(page, 'action-H').getByText(/chờ trả lời \d:\d\d/).waitFor();
    expect(last().unit).toBe('phong-tnmt');
    server.hall.supportDeed(server.hall.support[0]!.id, 'answer', 'lan');
    await by(page, 'action-H').getByText(/trả lời lúc 09:1\d/).waitFor();
    await idle();
    await expect.poll(async () => (await press('h'), by(page, 'dialog-support').count()), { interval: 450 }).toBe(1);
    await by(page, 'dialog-support').getByText('Xong với Phòng Tài nguyên và Môi trường').waitFor();
    await expect.poll(async () => (await press('Enter'), by(page, 'dialog-support').count()), { interval: 450 }).toBe(0);
    await by(page, 'action-H').getByText('mời phòng chuyên môn').waitFor();
    expect(sent()).toEqual(['/counters/quay-3/support', '/support/ID/end']);
  });
});

describe('the division that is called', () => {
  test('is rung on every page, answers and ends by Space, and the times are kept', async () => {
    server = await hallSupported();
    const { page } = browser;
    await atDesk(page, server);
    await by(page, 'support-ring').getByText('Quầy 4 gọi hỗ trợ').waitFor();
    await press('s');
    await page.locator('[data-testid=call-quay-4][aria-current=true]').waitFor();
    await press('Space');
    await page.locator('[data-testid=call-quay-4][data-state=answered]').waitFor();
    await by(page, 'said').getByText('Quầy 4 biết có người đang đến').waitFor();
    // The second press within 400 ms is the first one's echo.
    await expect.poll(async () => (await press('Space'), by(page, 'call-quay-4').count()), { interval: 450 }).toBe(0);
    expect(sent()).toEqual(['/support/ID/answer', '/support/ID/end']);
    await by(page, 'support-over').getByText(/trả lời sau 0:0\d/).first().waitFor();
    // Another division's call is chosen by its digit.
    await press('2');
    await page.locator('[data-testid=call-quay-7][aria-current=true]').waitFor();
  });

  test('is not rung for others', async () => {
    server = await hallSupported();
    server.unit = 'van-phong';
    await atDesk(browser.page, server);
    expect(await by(browser.page, 'support-ring').count()).toBe(0);
    await atPage(browser.page, server, 'support');
    await by(browser.page, 'call-quay-4').waitFor();
  });
});

describe('keys that are moved', () => {
  test('act at their new place, say so everywhere, and are remembered', async () => {
    server = await busyHall('called');
    const { page } = browser;
    await atDesk(page, server);
    await press('Shift+Slash');
    await tabTo(page, 'rebind-L');
    await press('Enter');
    await by(page, 'key-hint').getByText('Bấm phím mới').waitFor();
    await press('q');
    await by(page, 'rebind-L').getByText('Q').waitFor();
    // Esc leaves an awaited key as it was, and the box open.
    await press('Enter');
    await by(page, 'key-hint').getByText('Bấm phím mới').waitFor();
    await press('Escape');
    await by(page, 'rebind-L').getByText('Q').waitFor();
    await by(page, 'rebind-V').focus();
    await press('Enter');
    await press('Delete');
    await by(page, 'rebind-V').getByText('–').waitFor();
    await press('Escape');
    await by(page, 'dialog-help').waitFor({ state: 'detached' });
    await press('l');
    await press('v');
    await press('q');
    await page.getByText('lần 2', { exact: false }).first().waitFor();
    expect(sent()).toEqual(['/tickets/ID/recall']);
    await page.reload();
    await by(page, 'action-L').getByText('Q', { exact: true }).waitFor();
    await press('Shift+Slash');
    await by(page, 'reset-keys').click();
    await by(page, 'rebind-L').getByText('L').waitFor();
  });

  test('an input method changes nothing, and with Ctrl a key is the browser’s', async () => {
    server = await busyHall('called');
    const { page } = browser;
    await atDesk(page, server);
    await page.evaluate(() => {
      const send = (init: KeyboardEventInit) =>
        document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
      send({ code: 'KeyV', key: 'v', ctrlKey: true });
      send({ code: 'KeyL', key: 'ł' });
    });
    await page.getByText('lần 2', { exact: false }).first().waitFor();
    expect(sent()).toEqual(['/tickets/ID/recall']);
  });
});

test('the colours change by one button on every page, and are remembered', async () => {
  server = await busyHall();
  const { page } = browser;
  await atDesk(page, server);
  for (const theme of ['dark', 'contrast']) {
    await tabTo(page, 'theme');
    await press('Enter');
    await page.locator(`html[data-theme=${theme}]`).waitFor();
  }
  await page.reload();
  await page.locator('html[data-theme=contrast]').waitFor();
});

/** Goes on by Tab until the focus is there; a deed that cannot be reached fails here. */
async function tabTo(page: Page, id: string) {
  for (let step = 0; step < 60; step++) {
    if ((await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))) === id) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${id} is not reached by Tab`);
}

function confirm(dialog: string) {
  return async (page: Page) => {
    await by(page, `dialog-${dialog}`).waitFor();
    await by(page, 'search').waitFor();
    await tabTo(page, 'confirm');
    await page.keyboard.press('Enter');
  };
}

function choose(id: string) {
  return async (page: Page) => {
    await by(page, `choice-${id}`).waitFor();
    await tabTo(page, `choice-${id}`);
    await page.keyboard.press('Enter');
  };
}

async function pick(page: Page) {
  await confirm('pick')(page);
  await choose('suc-khoe')(page);
}

async function note(page: Page) {
  await by(page, 'note').fill('thiếu trang 2');
  await tabTo(page, 'confirm');
  await page.keyboard.press('Enter');
}

async function issue(page: Page) {
  await confirm('issue')(page);
  await choose('regular')(page);
  await choose('none')(page);
  await by(page, 'issued-number').waitFor();
  await page.keyboard.press('Escape');
}
