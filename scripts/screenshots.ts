/**
 * `npm run screenshots`: takes pictures of the main pages for the documentation. Starts the built
 * server on a demo book of its own, clicks through it as each role, and writes docs/images. Then
 * the book adopts another program's file, for the pictures of its tables.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import chromiumBinary from '@sparticuz/chromium';
import Sqlite from 'better-sqlite3';
import { chromium, type Browser, type Page } from 'playwright-core';
import { projectRoot } from '../src/paths.js';
import { library } from '../test/helpers/foreign/library.js';
import { pictures, type Picture } from './pictures.js';

const OUTPUT = path.join(projectRoot, 'docs/images');
const LARGEST_BYTES = 200_000;

async function main(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fire22-pictures-'));
  const browser = await chromium.launch({
    executablePath: await chromiumBinary.executablePath(),
    args: ['--no-sandbox'],
  });
  const names = process.argv.slice(2);
  const wanted = pictures.filter(({ name }) => names.length === 0 || names.includes(name));
  try {
    fs.mkdirSync(OUTPUT, { recursive: true });
    fs.mkdirSync(path.join(folder, 'copies'));
    const password = await takeAll(
      browser,
      folder,
      wanted.filter(({ ofAdopted }) => !ofAdopted),
    );
    adoptLibrary(folder);
    await takeAll(
      browser,
      folder,
      wanted.filter(({ ofAdopted }) => ofAdopted),
      password,
    );
  } finally {
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Takes pictures of a server of their own, and returns the password of the demo logins. */
async function takeAll(
  browser: Browser,
  folder: string,
  wanted: readonly Picture[],
  knownPassword?: string,
): Promise<string> {
  const server = startDemoServer(folder, knownPassword);
  try {
    const { url, password } = await server.ready;
    for (const picture of wanted) await take(browser, url, password, picture);
    return password;
  } finally {
    // A server whose file goes away stops with an error.
    const ended = once(server.process, 'exit');
    server.process.kill('SIGTERM');
    await ended;
  }
}

/** Copies the tables of a library's catalogue into the demo book, as an operator does. */
function adoptLibrary(folder: string): void {
  const file = path.join(folder, 'library.db');
  const database = new Sqlite(file);
  for (const statement of library.sql) database.exec(statement);
  database.close();
  execFileSync(
    process.execPath,
    [path.join(projectRoot, 'dist/src/cli.js'), 'db', 'adopt', file, '--yes'],
    { env: environmentOf(folder), stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

function environmentOf(folder: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    ENV_FILE: os.devNull,
    DATABASE_URL: `file:${path.join(folder, 'book.db')}`,
    PORT: '0',
    LOG_LEVEL: 'error',
    BACKUP_FOLDER: path.join(folder, 'copies'),
    BOOK_TIMEZONE: 'America/New_York',
  };
}

interface Server {
  process: ChildProcess;
  ready: Promise<{ url: string; password: string }>;
}

/**
 * Starts the built server with a demo book in the folder, on a free port. Only the start that makes
 * the book prints the password of its logins.
 */
function startDemoServer(folder: string, knownPassword?: string): Server {
  const child = spawn(process.execPath, [path.join(projectRoot, 'dist/src/server.js')], {
    env: environmentOf(folder),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ready = new Promise<{ url: string; password: string }>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      const url = /(http:\/\/\S+)\/admin/.exec(output)?.[1];
      const password = knownPassword ?? /password "([^"]+)"/.exec(output)?.[1];
      if (url !== undefined && password !== undefined) resolve({ url, password });
    });
    child.on('exit', (code) =>
      reject(new Error(`the server ended with ${String(code)}: ${output}`)),
    );
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
  if (role !== undefined) await signInOnPage(page, role, password);
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

async function signInOnPage(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/admin/login');
  await page.getByLabel('Username or email').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByTestId('dashboard').waitFor();
  // The pictures of runs need a step-up.
  await page.request.post('/admin/api/step-up', {
    headers: { 'sec-fetch-site': 'same-origin' },
    form: { password },
  });
}

await main();
