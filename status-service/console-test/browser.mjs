// One browser for all tests, and what a test does in it again and again.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { strict as assert } from 'node:assert';
import { chromium } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];
// Longer than anything in the console takes, so that what does not come is a failure.
const PATIENCE_MILLISECONDS = 15_000;

export const BASE = process.env.PUSHWAVE_CONSOLE;
// A desk, a telephone, a desk at night.
export const LOOKS = [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
];

function found() {
  for (const name of BROWSERS) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8' }).trim();
    } catch {
      // The next name.
    }
  }
  throw new Error(`none of ${BROWSERS.join(', ')} is on the PATH; ./install brings one`);
}

export async function launch() {
  return chromium.launch({
    executablePath: found(),
    // Chromium's own sandbox cannot be had by root; nothing but our own pages is opened.
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
  });
}

// A page of its own, with no memory of others.
export async function open(browser, address, { width = 1280, colorScheme = 'light', before = () => {} } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  context.setDefaultTimeout(PATIENCE_MILLISECONDS);
  const page = await context.newPage();
  await before(page);
  await page.goto(`${BASE}${address}`);
  return page;
}

export const testId = (page, id) => page.locator(`[data-testid="${id}"]`).first();

// What axe finds wrong, in words that say where.
export async function accessible(page, where) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run());
  const told = violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}: ${rule.help}`));
  assert.deepEqual(told, [], where);
}
