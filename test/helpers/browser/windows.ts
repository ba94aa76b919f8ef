import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { EMPTY_PAGE, sharedAddress } from './serve-app.js';

/**
 * One Chromium for a worker, and windows that are emptied between tests and used again: a window
 * that is new loads, parses and compiles all scripts of the panels again, which is most of the time
 * that a test of a page takes.
 */

export interface WindowOptions {
  width?: number;
  colorScheme?: 'light' | 'dark';
  /** A window that was never used: nothing is cached. */
  isNew?: boolean;
}

/** A page, and what to do with its window when the test has ended. */
export interface OpenedWindow {
  page: Page;
  leave: () => Promise<void>;
}

/** Events that tests listen to. */
const events = [
  'console',
  'dialog',
  'pageerror',
  'request',
  'requestfailed',
  'requestfinished',
  'response',
] as const;

const RESET_WITHIN_MS = 10_000;

/** Playwright ends it with the process. */
let launched: Promise<Browser> | undefined;
const emptied: BrowserContext[] = [];

/** Opens a window without cookies and storage at a site. */
export async function openWindow(url: string, options: WindowOptions): Promise<OpenedWindow> {
  const shared = await sharedAddress();
  const isKept = url === shared.url && options.isNew !== true;
  const context = (isKept ? emptied.pop() : undefined) ?? (await createContext(url));
  const page = context.pages()[0] ?? (await context.newPage());
  await page.setViewportSize({ width: options.width ?? 1280, height: 900 });
  await page.emulateMedia({ media: null, colorScheme: options.colorScheme ?? 'light' });
  return { page, leave: () => (isKept ? empty(context, page) : context.close()) };
}

async function createContext(baseURL: string): Promise<BrowserContext> {
  launched ??= launch();
  const context = await (
    await launched
  ).newContext({
    baseURL,
    locale: 'en-US',
    timezoneId: 'Asia/Tokyo', // the book's zone decides, never the browser's
  });
  context.setDefaultTimeout(20_000);
  return context;
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: inject('chromium'),
    // Pages do not live long enough to win back the time that optimizing compilers take: loads
    // take a fifth less without.
    args: ['--no-sandbox', '--js-flags=--no-opt,--no-maglev'],
  });
}

/** Removes everything that a test left in its window; a window that resists is closed. */
async function empty(context: BrowserContext, page: Page): Promise<void> {
  for (const event of events) page.removeAllListeners(event);
  try {
    for (const other of context.pages()) if (other !== page) await other.close();
    await page.unrouteAll();
    // A form with unsaved changes asks before it is left.
    page.on('dialog', (dialog) => void dialog.accept());
    // A page of the same address keeps the process, and with it the compiled scripts.
    await page.goto(EMPTY_PAGE, { timeout: RESET_WITHIN_MS });
    page.removeAllListeners('dialog');
    await page.evaluate('localStorage.clear(), sessionStorage.clear()');
    await context.clearCookies();
    await context.clearPermissions();
    emptied.push(context);
  } catch {
    await context.close();
  }
}
