import type { Page } from 'playwright-core';
import { expect, onTestFinished, vi } from 'vitest';
import { LANGUAGE_COOKIE, type Language } from '../../../src/messages/language.js';
import { PASSWORD, type Site } from './site.js';
import { openWindow, type WindowOptions } from './windows.js';

/** A real browser in front of a site, and the steps that most tests of pages begin with. */

export interface Visit {
  page: Page;
  /** Allows an answer that a test means to get, such as /^401 /; any other above 399 fails it. */
  expectFailure: (pattern: RegExp) => void;
}

export interface TestBrowser {
  /** Opens a window without cookies and storage. */
  open: (site: Pick<Site, 'url'>, options?: WindowOptions) => Promise<Visit>;
  /** Signs in, without the form, and opens a page of the panels: the first one unless given. */
  signIn: (site: Site, username: string, options?: SignInOptions) => Promise<Visit>;
}

interface SignInOptions extends WindowOptions {
  at?: string;
  language?: Language;
  /** False for a session without a step-up. */
  stepsUp?: boolean;
}

/** The browser for the tests of a file. */
export function useBrowser(): TestBrowser {
  // A walk through many pages takes longer than a query.
  vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });
  const open: TestBrowser['open'] = async (site, options = {}) => {
    const { page, leave } = await openWindow(site.url, options);
    const { problems, expectFailure } = watch(page);
    onTestFinished(async () => {
      await leave();
      expect(problems, 'the browser reported').toEqual([]);
    });
    return { page, expectFailure };
  };
  return {
    open,
    signIn: async (site, username, { at = '/admin', language, stepsUp, ...options } = {}) => {
      const opened = await open(site, options);
      if (language) await setLanguage(opened.page, site.url, language);
      await signInAs(opened.page, site.url, username, at, stepsUp);
      return opened;
    },
  };
}

/** Signs in as somebody, also in the place of another, and opens a page of the panels. */
export async function signInAs(
  page: Page,
  url: string,
  username: string,
  at = '/admin',
  stepsUp = true,
): Promise<void> {
  await postSignIn(page, url, username, stepsUp);
  await acknowledgeNotices(page, url);
  await visit(page, at);
  if (at === '/admin') await page.getByTestId('dashboard').waitFor();
}

/** Sends the sign-in form, as its page does; the window has the session's cookie then. */
export async function postSignIn(
  page: Page,
  url: string,
  username: string,
  stepsUp = true,
): Promise<void> {
  const reply = await page.request.post(`${url}/admin/login`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    form: { login: username, password: PASSWORD },
    maxRedirects: 0,
  });
  if (reply.status() !== 303) throw new Error(`${username} is not signed in: ${reply.status()}`);
  if (stepsUp) await postStepUp(page, url);
}

/** Steps up, as a form of the panels does. */
export async function postStepUp(page: Page, url: string, code = ''): Promise<void> {
  const reply = await page.request.post(`${url}/admin/api/step-up`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    form: { password: PASSWORD, code },
  });
  if (reply.status() !== 200) throw new Error(`no step-up: ${reply.status()}`);
}

/** Takes the notice of a new browser off the pages: a window of a test is a new one. */
async function acknowledgeNotices(page: Page, url: string): Promise<void> {
  const headers = { 'sec-fetch-site': 'same-origin' };
  const reply = await page.request.get(`${url}/admin/api/notices`, { headers });
  if (!reply.ok()) return;
  const { notices } = (await reply.json()) as { notices: { id: string }[] };
  if (notices.length === 0) return;
  const ids = notices.map(({ id }) => id).join(' ');
  await page.request.post(`${url}/admin/api/notices`, { headers, form: { ids } });
}

/** Chooses the language of the pages that are loaded from now on. */
export async function setLanguage(page: Page, url: string, value: Language): Promise<void> {
  await page.context().addCookies([{ name: LANGUAGE_COOKIE, value, url }]);
}

/** Signs in by the form. */
export async function fillSignIn(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.goto('/admin/login');
  await page.getByLabel('Username or email').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Loads a page of the panels and waits until it is complete. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await complete(page, path);
}

/** Goes to a page of the panels as a click on a link does: the scripts are not loaded again. */
export async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate(
    `history.pushState({}, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
  );
  await complete(page, path);
}

async function complete(page: Page, path: string): Promise<void> {
  await page.locator(`[data-path="${path.replace(/\?.*$/, '')}"]`).waitFor();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
}

/** Collects a browser's complaints: scripts, consoles, requests that fail or are refused. */
function watch(page: Page): { problems: string[]; expectFailure: (pattern: RegExp) => void } {
  const problems: string[] = [];
  const expected: RegExp[] = [];
  const report = (problem: string) => {
    if (!expected.some((pattern) => pattern.test(problem))) problems.push(problem);
  };
  page.on('pageerror', (error) => report(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    report(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    // Refused answers are reported below, with their addresses.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !isAnswer) {
      report(`console: ${message.text()}`);
    }
  });
  page.on('requestfailed', (request) => {
    // A page that is left ends its requests.
    if (request.failure()?.errorText === 'net::ERR_ABORTED') return;
    report(`failed: ${request.url()} ${request.failure()?.errorText ?? ''}`);
  });
  page.on('response', (response) => {
    if (response.status() < 400) return;
    report(
      `${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`,
    );
  });
  return { problems, expectFailure: (pattern) => expected.push(pattern) };
}
