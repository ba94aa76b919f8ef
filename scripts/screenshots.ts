/**
 * Pictures of the main pages for the documentation: `npm run screenshots` starts the built server
 * on a demo book of its own, clicks through it as each role, and writes docs/images.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import chromiumBinary from '@sparticuz/chromium';
import { chromium, type Browser, type Page } from 'playwright-core';
import { projectRoot } from '../src/paths.js';

const OUTPUT = path.join(projectRoot, 'docs/images');
const LARGEST_BYTES = 200_000;

interface Picture {
  name: string;
  role?: 'admin' | 'agent' | 'customer';
  path?: string;
  dark?: true;
  /** A telephone: 360 pixels wide. */
  small?: true;
  height?: number;
  /** What is done before the picture is taken. */
  act?: (page: Page) => Promise<void>;
}

const openFirstRow = async (page: Page) => {
  await page.locator('tbody .row-link').first().click();
  await page.locator('dl.record').waitFor();
};

const pictures: Picture[] = [
  { name: 'login', path: '/admin/login', height: 560 },
  { name: 'dashboard', role: 'admin', height: 1500 },
  { name: 'dashboard-dark', role: 'admin', dark: true, height: 1500 },
  { name: 'dashboard-agent', role: 'agent', height: 900 },
  { name: 'dashboard-customer-360', role: 'customer', small: true },
  { name: 'wagers', role: 'admin', path: '/admin/resources/wagers', height: 720 },
  { name: 'wagers-dark', role: 'admin', dark: true, path: '/admin/resources/wagers', height: 720 },
  { name: 'wagers-360', role: 'admin', small: true, path: '/admin/resources/wagers' },
  { name: 'customers-agent', role: 'agent', path: '/admin/resources/customers', height: 720 },
  { name: 'wagers-customer', role: 'customer', path: '/admin/resources/wagers', height: 560 },
  {
    name: 'filter',
    role: 'admin',
    path: '/admin/resources/wagers?filters.status=settled&filters.result=win',
    height: 720,
    act: async (page) => {
      await page.getByTestId('filter-button').click();
      await page.getByRole('form', { name: 'Filter' }).waitFor();
    },
  },
  {
    name: 'wager',
    role: 'admin',
    path: '/admin/resources/wagers?filters.status=settled',
    height: 620,
    act: openFirstRow,
  },
  {
    name: 'settle',
    role: 'admin',
    path: '/admin/resources/wagers?filters.status=active',
    height: 560,
    act: async (page) => {
      await openFirstRow(page);
      await page.getByTestId('action-settle').click();
      await page.getByLabel('win').check();
      await page.getByRole('region', { name: 'What will happen' }).waitFor();
    },
  },
  {
    name: 'customer',
    role: 'admin',
    path: '/admin/resources/customers',
    height: 620,
    act: openFirstRow,
  },
  {
    name: 'customer-edit',
    role: 'admin',
    path: '/admin/resources/customers/actions/new',
    height: 760,
    act: async (page) => {
      await page.getByLabel('Name').fill('Zoë Ångström');
      await page.getByLabel('Betting limit').fill('12.345');
      await page.getByTestId('button-save').click();
      await page.locator('.field-error').first().waitFor();
    },
  },
  {
    name: 'views',
    role: 'admin',
    path: '/admin/resources/wagers?filters.status~~in=settled,voided&filters.created_at~~during=this_month',
    height: 720,
    act: async (page) => {
      await page.locator('[data-total]').first().waitFor();
      await page.getByTestId('views-button').click();
      await page.getByLabel('Keep this view as').fill('Graded this month');
      await page.getByLabel('Share with').selectOption('Agents');
    },
  },
  {
    name: 'columns-360',
    role: 'agent',
    small: true,
    dark: true,
    path: '/admin/resources/customers',
    act: async (page) => {
      await page.getByTestId('columns-button').click();
      await page.getByTestId('columns').waitFor();
    },
  },
  {
    name: 'customer-wagers',
    role: 'admin',
    path: '/admin/resources/customers?sortBy=name&direction=asc',
    height: 720,
    act: async (page) => {
      await openFirstRow(page);
      const tabs = page.getByRole('navigation', { name: 'Pages of this record' });
      await tabs.getByRole('link', { name: 'Wagers' }).click();
      await page.locator('[data-total]').first().waitFor();
    },
  },
  { name: 'audit-trail', role: 'admin', path: '/admin/resources/audit_log', height: 720 },
  { name: 'weekly', role: 'admin', path: '/admin/pages/weekly', height: 900 },
  { name: 'weekly-agent-360', role: 'agent', small: true, path: '/admin/pages/weekly' },
  {
    name: 'explain',
    role: 'admin',
    path: '/admin/pages/explain?figure=hold_percent',
    height: 900,
  },
  {
    name: 'explain-dark',
    role: 'agent',
    dark: true,
    path: '/admin/pages/explain?figure=commission',
    height: 760,
  },
  {
    name: 'recompute',
    role: 'admin',
    path: '/admin/resources/weekly_stats/actions/recompute',
    height: 900,
    act: async (page) => {
      await page
        .getByText(/looked at|→/)
        .first()
        .waitFor();
    },
  },
];

async function main(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fire22-pictures-'));
  const server = startServer(folder);
  let browser: Browser | undefined;
  try {
    const { url, password } = await server.ready;
    browser = await chromium.launch({
      executablePath: await chromiumBinary.executablePath(),
      args: ['--no-sandbox'],
    });
    fs.mkdirSync(OUTPUT, { recursive: true });
    const wanted = process.argv.slice(2);
    for (const picture of pictures) {
      if (wanted.length > 0 && !wanted.includes(picture.name)) continue;
      await take(browser, url, password, picture);
    }
  } finally {
    await browser?.close();
    server.process.kill('SIGTERM');
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

interface Server {
  process: ChildProcess;
  ready: Promise<{ url: string; password: string }>;
}

/** The built server with a demo book in the folder, on a free port. */
function startServer(folder: string): Server {
  const child = spawn(process.execPath, [path.join(projectRoot, 'dist/src/server.js')], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: `file:${path.join(folder, 'book.db')}`,
      PORT: '0',
      LOG_LEVEL: 'error',
      BOOK_TIMEZONE: 'America/New_York',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ready = new Promise<{ url: string; password: string }>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const url = /(http:\/\/\S+)\/admin/.exec(said)?.[1];
      const password = /password "([^"]+)"/.exec(said)?.[1];
      if (url !== undefined && password !== undefined) resolve({ url, password });
    });
    child.on('exit', (code) => reject(new Error(`the server ended with ${String(code)}: ${said}`)));
  });
  return { process: child, ready };
}

async function take(
  browser: Browser,
  url: string,
  password: string,
  picture: Picture,
): Promise<void> {
  const { name, role, dark, small, height = small ? 740 : 800 } = picture;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: small ? 360 : 1280, height },
    colorScheme: dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  if (role !== undefined) await signIn(page, role, password);
  await page.goto(picture.path ?? '/admin');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
  await picture.act?.(page);
  await page.mouse.move(0, 0);
  await page.waitForLoadState('networkidle');
  const file = path.join(OUTPUT, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'initial' });
  await context.close();
  const { size } = fs.statSync(file);
  if (size > LARGEST_BYTES) problems.push(`${size} bytes are too many`);
  if (problems.length > 0) throw new Error(`${name}: ${problems.join('; ')}`);
  console.log(`${name}.png ${Math.round(size / 1000)} KB`);
}

async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/admin/login');
  await page.getByLabel('Username or email').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByTestId('dashboard').waitFor();
}

await main();
