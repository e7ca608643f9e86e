/** Headless Chromium on the built console, one fresh profile a test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type BrowserContext, type Page } from 'playwright-core';

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

export async function open(viewport = { width: 1366, height: 768 }): Promise<Opened> {
  const profile = await mkdtemp(join(tmpdir(), 'console-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
    viewport,
    locale: 'vi-VN',
    // Another zone than the office's: no time on the page may come from the computer.
    timezoneId: 'America/New_York',
  });
  context.setDefaultTimeout(15_000);
  const page = context.pages()[0] ?? (await context.newPage());
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|ERR_/.test(message.text())) complaints.push(message.text());
  });
  return {
    page,
    context,
    complaints,
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
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

/** Signed in and at counter 3, connected. */
export async function atDesk(page: Page, server: MockServer) {
  await signIn(page, server);
  await by(page, 'counter-quay-3').click();
  await page.locator('[data-testid=connection][data-status=live]').waitFor();
  await by(page, 'state').waitFor();
  await page.locator('[data-testid=action-I]:not([aria-disabled=true])').waitFor();
}

export async function inState(page: Page, state: string) {
  await page.locator(`[data-testid=state][data-state=${state}]`).waitFor();
}
