/** The phone page in a real browser, on the real server: without script and with it, on a wide and on a narrow phone. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { open } from './browser';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const PROGRAM = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'debug/queue-server');
const OUT = join(ROOT, 'target/screens/phone/');
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const WIDE = { width: 390, height: 844 };
const NARROW = { width: 320, height: 568 };

let server: ChildProcess;
let data: string;
let url: string;
let clerk: string;
let tablet: string;
let next = 1;

beforeAll(async () => {
  await mkdir(OUT, { recursive: true });
  data = await mkdtemp(join(tmpdir(), 'motcua-phone-'));
  const site = join(ROOT, 'sites/dong-thap-2019/site.toml');
  const clock = ['--clock-from', '2019-08-01T09:15:00+07:00'];
  server = spawn(PROGRAM, ['serve', '--site', site, '--data', data, '--listen', '127.0.0.1:0', ...clock]);
  url = await new Promise<string>((resolve, reject) => {
    server.once('exit', () => reject(new Error('the server does not run: build it first')));
    createInterface({ input: server.stdout! }).on('line', (line) => {
      const found = /listening on (http\S+)/.exec(line);
      if (found) resolve(found[1]!);
    });
  });
  clerk = token('clerk');
  tablet = token('display');
});

afterAll(async () => {
  server.kill();
  await rm(data, { recursive: true, force: true });
});

const token = (role: string) =>
  spawnSync(PROGRAM, ['token', 'new', '--data', data, '--role', role, '--name', `${role}-phone`]).stdout.toString().trim();

async function ask(method: string, path: string, body: object = { command_id: randomUUID() }) {
  const headers = { authorization: `Bearer ${clerk}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
  expect(answer.status, `${method} ${path}`).toBeLessThan(300);
  return answer.status === 204 ? undefined : ((await answer.json()) as { id: string; number: string });
}

/** A UUIDv7 of its own, as a kiosk makes it. */
function uuid7() {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

const issue = async (service = 'dat-dai', lane = 'regular') =>
  (await ask('PUT', `/tickets/${uuid7()}`, { service, lane }))!;
const deed = (ticket: { id: string }, verb: string, more: object = {}) =>
  ask('POST', `/tickets/${ticket.id}/${verb}`, { command_id: randomUUID(), ...more });

const call = (ticket: { id: string }, counter: string) =>
  ask('POST', `/counters/${counter}/call`, { command_id: randomUUID(), ticket: ticket.id, reason: 'cung-ho-so' });

/** A ticket called to a counter of its own, before all others. */
async function called() {
  const ticket = await issue();
  // Both serve the field; whoever is called is sent on before it is this counter's turn again.
  const counter = `quay-${3 + (next++ % 2)}`;
  await ask('POST', `/counters/${counter}/open`);
  await call(ticket, counter);
  return { ticket, counter };
}

async function waiting(ahead: number) {
  for (let n = 0; n < ahead; n++) await issue('ho-tich');
  return issue('ho-tich');
}

async function shoot(page: Page, name: string) {
  await page.screenshot({ path: `${OUT}${name}.png`, fullPage: true });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, `${name} is wider than its screen`).toBeLessThanOrEqual(0);
  // The page forbids scripts of others, so axe comes by the debugger and not as an element.
  const source = await (await import('node:fs/promises')).readFile(AXE, 'utf8');
  await page.evaluate(source);
  const found = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe;
    return (await axe.run()).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`);
  });
  expect(found, name).toEqual([]);
}

describe.each([
  ['vi', 'light', WIDE],
  ['en', 'light', NARROW],
  ['vi', 'dark', NARROW],
  ['en', 'dark', WIDE],
] as const)('in %s, %s', (lang, scheme, viewport) => {
  test(`every state on ${viewport.width} px`, async () => {
    const { page, close, complaints } = await open(viewport);
    await page.emulateMedia({ colorScheme: scheme });
    const name = (state: string) => `${state}-${lang}-${scheme}-${viewport.width}`;
    const see = async (id: string, state: string) => {
      await page.goto(`${url}/t/${id}?lang=${lang}`);
      await page.locator(`body[data-look=${state}]`).waitFor();
    };
    const long = await waiting(8);
    await see(long.id, 'wait');
    await shoot(page, name('wait'));
    await page.getByRole('button').click();
    await page.locator('#how').waitFor();
    await shoot(page, name('bell'));
    await page.locator('a.back').click();
    await page.locator('body[data-look=ask]').waitFor();
    await shoot(page, name('ask'));
    await page.locator('form button').click();
    await page.locator('body[data-look=back]').waitFor();
    await shoot(page, name('back'));
    const many = await waiting(30);
    await see(many.id, 'wait');
    await shoot(page, name('many'));
    const { ticket } = await called();
    await see(ticket.id, 'called');
    await shoot(page, name('called'));
    await deed(ticket, 'start');
    await see(ticket.id, 'serving');
    await shoot(page, name('serving'));
    await deed(ticket, 'park', { reason: 'thieu-giay-to' });
    await see(ticket.id, 'held');
    await shoot(page, name('held'));
    const { ticket: served } = await called();
    await deed(served, 'start');
    await deed(served, 'finish');
    await see(served.id, 'done');
    await shoot(page, name('done'));
    await page.locator('button[value="2"]').click();
    await page.locator('a[href^="/ratings"]').waitFor();
    await shoot(page, name('rated'));
    await page.goto(`${url}/t/${uuid7()}?lang=${lang}`);
    await shoot(page, name('quiet'));
    await close();
    expect(complaints).toEqual([]);
  });
});

test('an open page turns to the call by itself and rings once for each call', async () => {
  const { page, close, complaints } = await open(WIDE);
  const counter = 'quay-3';
  await page.addInitScript(() => {
    const counted = window as unknown as { rings: number[][] };
    counted.rings = [];
    navigator.vibrate = (pattern) => (counted.rings.push([pattern].flat() as number[]), true);
  });
  const ticket = await issue();
  await ask('POST', `/counters/${counter}/open`);
  await page.goto(`${url}/t/${ticket.id}`);
  await page.locator('#bell').click();
  const rings = () => page.evaluate(() => (window as unknown as { rings: number[][] }).rings.length);
  expect(await rings()).toBe(1);
  await call(ticket, counter);
  await page.locator('body[data-look=called]').waitFor();
  expect(await page.title()).toContain('mời đến quầy 3');
  expect(await rings()).toBeGreaterThanOrEqual(2);
  const before = await rings();
  await deed(ticket, 'recall');
  await page.getByText('Gọi lần 2').waitFor();
  expect(await rings()).toBe(before + 1);
  await deed(ticket, 'no-show');
  await page.locator('body[data-look=missed]').waitFor();
  await close();
  expect(complaints).toEqual([]);
});

test('without script a page says everything, and a number is given back', async () => {
  const { page: first, context, close } = await open(WIDE);
  const browser = context.browser()!;
  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: NARROW, locale: 'vi-VN' });
  const page = await plain.newPage();
  const ticket = await issue();
  await page.goto(`${url}/t/${ticket.id}`);
  await page.locator('.wait').waitFor();
  expect(await page.locator('#bell').isVisible()).toBe(false);
  await page.locator('a.back').click();
  await page.locator('form button').click();
  await page.getByText('Số này đã được trả lại').waitFor();
  await plain.close();
  await first.close();
  await close();
});

test('a tablet shows faces to who was just served, thanks, and greets the next', async () => {
  const { page, close, complaints } = await open({ width: 1024, height: 768 });
  const { ticket, counter } = await called();
  await page.goto(`${url}/rate/${counter}`);
  await page.locator('input[name=key]').fill(tablet);
  await page.locator('form button').click();
  await page.getByText('Kính chào Quý khách').waitFor();
  await shoot(page, 'tablet-idle');
  await deed(ticket, 'start');
  await deed(ticket, 'finish');
  await page.locator('.faces').waitFor();
  await shoot(page, 'tablet-faces');
  await page.locator('button[value="2"]').click();
  await page.getByText('Cảm ơn Quý khách').waitFor();
  await shoot(page, 'tablet-thanks');
  await page.goto(`${url}/ratings`);
  await shoot(page, 'results');
  await close();
  expect(complaints).toEqual([]);
});

test('a page says at once that its line is cut, and takes it up again', async () => {
  const { page, close } = await open(WIDE);
  const ticket = await waiting(2);
  await page.goto(`${url}/t/${ticket.id}`);
  await page.locator('body[data-ring]').waitFor();
  // The last test: the server goes.
  server.kill();
  await page.locator('body.stale').getByText('Mất kết nối, đang nối lại').waitFor();
  await shoot(page, 'cut');
  await close();
});
