import chromiumBinary from '@sparticuz/chromium';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, vi } from 'vitest';
import type { Actor, Role } from '../../../src/domain/actor.js';
import { createUser } from '../../../src/services/accounts/users.js';
import { placeWager } from '../../../src/services/wagers/wagers.js';
import { addAgent, addCustomer, openBook, type Book } from '../books/book.js';
import type { TestEngine } from '../engines/engines.js';
import { serveApp } from './serve-app.js';

/** The whole application with a small book, and a real browser in front of it. */

export const PASSWORD = 'seven quiet otters';
const CUSTOMERS = 30;

export interface Site extends Book {
  url: string;
  agentId: string;
  otherAgentId: string;
  /** The agent's; the first is the customer login's own. */
  customerIds: [string, string, ...string[]];
  actors: Record<Role, Actor>;
}

export interface Visit {
  page: Page;
  /** Answers that a test means to get, such as /^401 /; everything else above 399 fails it. */
  expectFailure: (pattern: RegExp) => void;
}

export interface TestBrowser {
  /** A window of its own: no cookies, no storage, nothing cached. */
  open: (site: Pick<Site, 'url'>, options?: WindowOptions) => Promise<Visit>;
  signIn: (site: Site, username: string, options?: WindowOptions) => Promise<Visit>;
}

export interface WindowOptions {
  width?: number;
  colorScheme?: 'light' | 'dark';
}

/** One browser for the tests of a file. */
export function useBrowser(): TestBrowser {
  // One who clicks through many pages needs longer than a query does.
  vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  const open: TestBrowser['open'] = async (site, options = {}) => {
    if (!browser) throw new Error('the browser is not there yet');
    const context = await browser.newContext({
      baseURL: site.url,
      viewport: { width: options.width ?? 1280, height: 900 },
      colorScheme: options.colorScheme ?? 'light',
      locale: 'en-US',
      timezoneId: 'Asia/Tokyo', // the book's zone decides, never the browser's
    });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const { problems, expectFailure } = watch(page);
    onTestFinished(async () => {
      await context.close();
      expect(problems, 'the browser reported').toEqual([]);
    });
    return { page, expectFailure };
  };
  return {
    open,
    signIn: async (site, username, options) => {
      const visit = await open(site, options);
      await fillSignIn(visit.page, username);
      await visit.page.getByTestId('dashboard').waitFor();
      return visit;
    },
  };
}

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await chromiumBinary.executablePath(),
    args: ['--no-sandbox'],
  });
}

export async function fillSignIn(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.goto('/admin/login');
  await page.getByLabel('Username or email').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Opens a page of the panels and waits until it is complete. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await complete(page, path);
}

/** The same as a click on a link does it: without loading the scripts anew. */
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

/** Whatever a browser complains of: scripts, consoles, requests that fail or are refused. */
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
    // refused answers are reported below, with their addresses
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !isAnswer) {
      report(`console: ${message.text()}`);
    }
  });
  page.on('requestfailed', (request) => {
    // what is still under way when a page is left
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

/**
 * The application on a free port, with two agents, thirty customers and a login of each role.
 * @param tables statements that make further tables, before the panels are made
 */
export async function openSite(
  engine: TestEngine,
  env?: Record<string, string>,
  tables: readonly string[] = [],
): Promise<Site> {
  const book = await openBook(engine, {
    env: {
      SESSION_SECRET: 'a secret of the tests, long enough',
      DATA_KEY: 'k1:a data key of the tests, long enough',
      ...env,
    },
  });
  const { context, admin } = book;
  for (const statement of tables) await context.database.prepare(statement).run();
  const agentId = await addAgent(context, { name: 'Harbor Street' });
  const otherAgentId = await addAgent(context, { name: 'Mill Lane' });
  const customerIds: string[] = [];
  for (let number = 1; number <= CUSTOMERS; number += 1) {
    const name = `Customer ${String(number).padStart(2, '0')}`;
    customerIds.push(await addCustomer(context, agentId, { name, limit: 500 + number }));
  }
  await addCustomer(context, otherAgentId, { name: 'Somebody Else' });
  const [customerId, second, ...others] = customerIds;
  if (customerId === undefined || second === undefined) throw new Error('too few customers');
  const login = async (username: string, role: Role, scope: Partial<Actor> = {}) => {
    const userId = await createUser(context, admin, {
      username,
      email: `${username}@example.test`,
      password: PASSWORD,
      role,
      mustChangePassword: false,
      ...scope,
    });
    return { ...admin, userId, username, role, agentId: null, customerId: null, ...scope };
  };
  const actors = {
    admin: await login('ada', 'admin'),
    agent: await login('gus', 'agent', { agentId }),
    customer: await login('cleo', 'customer', { customerId }),
  };
  return {
    ...book,
    url: await serveApp(context),
    agentId,
    otherAgentId,
    customerIds: [customerId, second, ...others],
    actors,
  };
}

/** Places an active wager of 100.00 at -110 and answers its id. */
export async function addWager(site: Site, customerId = site.customerIds[0]): Promise<string> {
  const { done } = await placeWager(site.context, site.actors.admin, {
    operationId: site.context.newId(),
    customerId,
    amount: 100,
    odds: -110,
    description: 'Chiefs -3.5',
  });
  const [wager] = done;
  if (!wager) throw new Error('the wager was not placed');
  return wager.id;
}
