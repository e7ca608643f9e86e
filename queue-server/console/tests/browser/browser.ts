/** Headless Chromium on the built console: one for all tests of a file, a fresh profile for each. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll } from 'vitest';

import { ACCOUNT, type MockServer } from './mock/server';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Opened {
  page: Page;
  context: BrowserContext;
  /** What the page complained of: uncaught errors and blocked content. */
  complaints: string[];
  close: () => Promise<void>;
}

let running: Promise<Browser> | undefined;

afterAll(async () => {
  await (await running)?.close();
  running = undefined;
});

export async function open(viewport = { width: 1366, height: 768 }): Promise<Opened> {
  running ??= chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
  const context = await (await running).newContext({
    viewport,
    locale: 'vi-VN',
    // Another zone than the office's: no time on the page may come from the computer.
    timezoneId: 'America/New_York',
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|ERR_/.test(message.text())) complaints.push(message.text());
  });
  return {
    page,
    context,
    complaints,
    close: () => context.close(),
  };
}

export const by = (page: Page, id: string) => page.getByTestId(id);

export async function signIn(page: Page, server: MockServer) {
  await page.goto(server.url);
  await by(page, 'user').fill(ACCOUNT.name);
  await by(page, 'password').fill(ACCOUNT.password);
  await by(page, 'sign-in').click();
  await by(page, 'counter-quay-3').waitFor();
}

/** At an address with a session that already holds: what signing in is like has tests of its own. */
async function enter(page: Page, server: MockServer, path: string) {
  server.signedIn = true;
  await page.goto(server.url + path);
}

/** Signed in and at counter 3, connected. */
export async function atDesk(page: Page, server: MockServer) {
  await enter(page, server, '/counters/quay-3');
  await page.locator('[data-testid=connection][data-status=live]').waitFor();
  await by(page, 'state').waitFor();
  await page.locator('[data-testid=action-I]:not([aria-disabled=true])').waitFor();
}

export async function inState(page: Page, state: string) {
  await page.locator(`[data-testid=state][data-state=${state}]`).waitFor();
}

/** Signed in and on one of the pages beside the counters, connected. */
export async function atPage(page: Page, server: MockServer, name: 'reception' | 'kiosks' | 'support') {
  await enter(page, server, `/${name}`);
  await page.locator('[data-testid=connection][data-status=live]').waitFor();
  await by(page, name).waitFor();
}

/** The browser's print box would wait for a person; what it was asked to print is counted instead. */
export async function silentPrinter(page: Page) {
  await page.addInitScript(() => {
    const counted = window as unknown as { prints: number };
    counted.prints = 0;
    window.print = () => void counted.prints++;
  });
}
