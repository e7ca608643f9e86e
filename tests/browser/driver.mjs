// Drives one page of headless Chromium: reads a JSON question a line, writes a JSON answer a line.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../../queue-server/console/package.json', import.meta.url));
const { chromium } = createRequire(modules)('playwright-core');

const PATIENCE = 30_000;
let browser;
let page;

const byId = (id) => page.locator(`[data-testid="${id}"]`).first();

const ops = {
  async open({ url, width, height, lang }) {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync',
      ],
    });
    const context = await browser.newContext({ viewport: { width, height }, locale: lang });
    page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(url);
  },
  click: ({ id }) => byId(id).click(),
  fill: ({ id, text }) => byId(id).fill(text),
  press: ({ key }) => page.keyboard.press(key),
  text: ({ id }) => byId(id).innerText(),
  'wait-text': ({ id, text }) => byId(id).filter({ hasText: text }).waitFor(),
  'wait-selector': ({ selector }) => page.locator(selector).first().waitFor(),
  evaluate: ({ script }) => page.evaluate(script),
  async picture({ path }) {
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path });
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    const question = JSON.parse(line);
    answer = { ok: (await ops[question.op](question)) ?? null };
  } catch (error) {
    answer = { error: String(error?.message ?? error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser?.close();
