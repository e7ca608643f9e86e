/** Work over a bad cable: 300 ms and one piece in twenty lost. One press is one deed, and each is seen at once. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';

import { by, inState, open, type Opened } from './browser';
import { Link } from './mock/link';
import type { MockServer } from './mock/server';
import { busyHall } from './scenes';

/** People wonder whether a key was heard after this. */
const SEEN_MS = 100;

interface Work {
  browser: Opened;
  server: MockServer;
  link: Link;
}

/** A desk at the end of a cable of its own, and what it may leave behind. The tests wait most of the time: all at once. */
async function overLink(loss: number, seed: number, work: (at: Work) => Promise<void>) {
  const browser = await open();
  const server = await busyHall('free');
  server.signedIn = true;
  const link = new Link(server.url, { roundTripMs: 300, loss, breaks: 0.4, seed });
  await link.start();
  try {
    await browser.page.goto(`${link.url}/counters/quay-3`);
    await ready(browser.page);
    await inState(browser.page, 'free');
    await work({ browser, server, link });
    expect(browser.complaints).toEqual([]);
  } finally {
    await browser.close();
    await link.stop();
    await server.stop();
  }
}

/** Deeds as the server knows them: each id once, with its path. */
function deeds(server: MockServer) {
  return [...new Map(server.received.map(({ path, body }) => [body.command_id, path])).values()];
}

function waiting(server: MockServer) {
  return [...server.hall.tickets.values()].filter(({ state }) => state === 'waiting').length;
}

/** The red bar may be pressed again, and the last press lies far enough back to be no double press. */
async function ready(page: Page) {
  await page.locator('[data-testid=connection][data-status=live]').waitFor({ timeout: 30_000 });
  await page.locator('[data-testid=primary][aria-disabled=false]').waitFor({ timeout: 30_000 });
  const from = await page.evaluate(() => performance.now());
  await page.waitForFunction((since) => performance.now() - since > 410, from);
}

/** Presses a key and tells after how many milliseconds, by the page's own clock, the page shows that it was heard. */
async function pressed(page: Page, key: string): Promise<number> {
  await page.evaluate(() => {
    const state = window as unknown as { heard: number; shown: number | undefined };
    state.shown = undefined;
    addEventListener('keydown', () => (state.heard = performance.now()), { capture: true, once: true });
    const watch = new MutationObserver(() => {
      if (!document.querySelector('[aria-busy=true]')) return;
      state.shown = performance.now();
      watch.disconnect();
    });
    watch.observe(document.body, { subtree: true, attributes: true, attributeFilter: ['aria-busy'] });
  });
  await page.keyboard.press(key);
  await page.waitForFunction(() => (window as unknown as { shown?: number }).shown !== undefined);
  return page.evaluate(() => {
    const state = window as unknown as { heard: number; shown: number };
    return state.shown - state.heard;
  });
}

test.concurrent('one key is one deed, and each press is shown within 100 ms', () =>
  overLink(0.05, 7, async ({ browser: { page }, server, link }) => {
    const took: number[] = [];
    // call, came, finish and call, came … : every press changes what the next one means.
    const plan: readonly [key: string, state: string, path: RegExp][] = [
      ['Space', 'called', /call-next$/],
      ['l', 'called', /recall$/],
      ['Space', 'serving', /start$/],
      ['Space', 'called', /call-next$/],
      ['v', 'free', /no-show$/],
      ['Space', 'called', /call-next$/],
      ['Space', 'serving', /start$/],
      ['d', 'serving', /lead$/],
      ['k', 'free', /finish$/],
      ['Space', 'called', /call-next$/],
    ];
    for (const [key, state] of plan) {
      took.push(await pressed(page, key));
      // The nervous second press.
      await page.keyboard.press(key);
      await inState(page, state);
      await ready(page);
    }
    expect(deeds(server)).toHaveLength(plan.length);
    deeds(server).forEach((path, at) => expect(path).toMatch(plan[at]![2]));
    expect(link.lost).toBeGreaterThan(0);
    // A deed on its way is shown by the press itself, in the same turn of the page: the bound leaves a busy machine room.
    expect(Math.max(...took)).toBeLessThan(SEEN_MS);
  }),
  120_000,
);

test.concurrent('nothing pressed is lost or done twice where answers vanish after the server acts', () =>
  overLink(0.05, 11, async ({ browser: { page }, server }) => {
    const before = waiting(server);
    for (let visit = 0; visit < 3; visit++) {
      // Worse than the cable: the answer to every call is lost on the way back.
      server.loseAnswers = 1;
      await pressed(page, 'Space');
      await inState(page, 'called');
      await ready(page);
      await pressed(page, 'Space');
      await inState(page, 'serving');
      await ready(page);
    }
    expect(deeds(server)).toHaveLength(6);
    expect(server.received.length).toBeGreaterThanOrEqual(9);
    expect(before - waiting(server)).toBe(3);
  }),
  120_000,
);

test.concurrent('a cable that is out shows at once; what was pressed into it is done once when it is back', () =>
  overLink(0, 1, async ({ browser: { page }, server, link }) => {
    server.hold();
    await pressed(page, 'Space');
    // It reached the server or not: nobody can know while the cable is out.
    await link.stop();
    await page.locator('[data-testid=connection][data-status=lost]').waitFor({ timeout: 5000 });
    server.release();
    // What is pressed now is plainly not accepted.
    await page.keyboard.press('k');
    await page.getByText('gửi lại lần 3', { exact: false }).waitFor();
    await link.start();
    await inState(page, 'called');
    await ready(page);
    expect(deeds(server)).toEqual(['/counters/quay-3/call-next']);
    expect(await by(page, 'current-number').textContent()).toBe('E003');
  }),
  60_000,
);
