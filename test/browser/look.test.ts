import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '../../src/domain/actor.js';
import { seriousProblems } from '../helpers/browser/axe.js';
import {
  follow,
  postSignIn,
  setLanguage,
  signInAs,
  useBrowser,
  visit,
} from '../helpers/browser/browser.js';
import { addWager, openSite } from '../helpers/browser/site.js';
import { englishOn, openWhole, accountPages, pagesOf } from '../helpers/browser/every-page.js';
import { embedded } from '../helpers/engines/engines.js';

const browser = useBrowser();

/** Contrast depends on the theme, layout on the width and on the length of words. */
const looks = [
  { language: 'en', colorScheme: 'light', width: 1280 },
  { language: 'es', colorScheme: 'dark', width: 360 },
] as const;

type Look = (typeof looks)[number];

/** Expects that nothing keeps people from reading and using the page, as the window shows it. */
async function expectReadable(page: Page, name: string, language: 'en' | 'es'): Promise<void> {
  expect.soft(await seriousProblems(page), `${name} in ${language}`).toEqual([]);
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect.soft(overflow, `${name} is too wide`).toBe(0);
  const found = await englishOn(page);
  if (language === 'es') expect.soft(found, `English on ${name}`).toEqual([]);
  else expect.soft(found, `labels of ${name}`).not.toEqual([]);
}

async function show(
  page: Page,
  { language, colorScheme, width }: Look,
  url: string,
): Promise<void> {
  await setLanguage(page, url, language);
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 900 });
}

describe('each language, theme and width', () => {
  it('leaves the pages before and beside the panels readable', async () => {
    const site = await openSite(embedded);
    const { page } = await browser.open(site);
    await page.goto('/admin/login');
    const expectEach = async (paths: string[], style: Look) => {
      await show(page, style, site.url);
      for (const path of paths) {
        await page.goto(path);
        await expectReadable(page, path, style.language);
      }
    };
    for (const style of looks) await expectEach(['/admin/login'], style);
    await postSignIn(page, site.url, 'ada');
    for (const style of looks) await expectEach(accountPages, style);
  });

  it('leaves the pages of the panels readable', async () => {
    const site = await openSite(embedded);
    const pages = await pagesOf(site);
    const { page } = await browser.open(site);
    for (const [role, { username }] of Object.entries(site.actors) as [Role, Actor][]) {
      for (const style of looks) {
        await show(page, style, site.url);
        // Texts come with the page.
        await signInAs(page, site.url, username);
        for (const path of pages[role]) {
          await openWhole(page, path);
          await expectReadable(page, `${path} of the ${role}`, style.language);
        }
      }
    }
  });
});

describe('the menu of the login', () => {
  it('has the theme, which follows the system until one is chosen, and the language', async () => {
    const site = await openSite(embedded);
    const { page } = await browser.signIn(site, 'ada', { colorScheme: 'light' });
    const theme = () => page.locator('html').getAttribute('data-theme');
    const background = () =>
      page.evaluate<string>('getComputedStyle(document.querySelector(".top-bar")).backgroundColor');
    const light = await background();
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(theme).toBe('dark');
    await expect.poll(background).not.toBe(light);
    await page.getByTestId('user-menu').click();
    await page.getByLabel('Light').check();
    await expect.poll(theme).toBe('light');
    await expect.poll(background).toBe(light);
    await page.getByLabel('Español').check();
    await page.locator('html[lang="es"]').waitFor();

    // Both are remembered.
    await visit(page, '/admin/resources/customers');
    expect(await theme()).toBe('light');
    await page.getByRole('heading', { level: 1, name: 'Clientes' }).waitFor();
    expect(await page.getByTestId('filter-button').textContent()).toBe('Filtrar');
    expect(await page.getByRole('navigation', { name: 'Menú principal' }).textContent()).toContain(
      'Apuestas',
    );
    await page.getByTestId('user-menu').click();
    await page.getByLabel('English').check();
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
  });
});

describe('the keyboard', () => {
  it('skips the menu, opens a record, confirms, and closes menu and filter by Escape', async () => {
    const site = await openSite(embedded);
    await addWager(site);
    const { page } = await browser.signIn(site, 'ada', { at: '/admin/resources/wagers' });
    await page.keyboard.press('Tab');
    await page
      .getByRole('link', { name: 'Skip to the content' })
      .and(page.locator(':focus'))
      .waitFor();
    await page.keyboard.press('Enter');
    const reach = async (testId: string) => {
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press('Tab');
        const focused = page.locator(':focus');
        if ((await focused.getAttribute('data-testid')) === testId) return;
        if (testId === 'row' && (await focused.getAttribute('class')) === 'row-link') return;
      }
      throw new Error(`${testId} is not reached by Tab`);
    };
    await reach('row');
    await page.keyboard.press('Enter');
    await page.getByTestId('action-settle').waitFor();
    await reach('action-settle');
    await page.keyboard.press('Enter');
    await page.getByLabel('win').waitFor();
    await page.getByLabel('win').focus();
    await page.keyboard.press('Space');
    await page.getByTestId('preview').getByText('190.91').first().waitFor();
    await reach('confirm');
    await page.keyboard.press('Enter');
    await page.getByTestId('action-reopen').waitFor();

    await page.getByTestId('user-menu').click();
    await page.getByTestId('sign-out').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('sign-out').waitFor({ state: 'hidden' });
    await follow(page, '/admin/resources/customers');
    await page.getByTestId('filter-button').click();
    await page.getByRole('form', { name: 'Filter' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('form', { name: 'Filter' }).waitFor({ state: 'hidden' });
    await page.getByTestId('filter-button').and(page.locator(':focus')).waitFor();
  });
});

describe('a page of the panels', () => {
  it('loads at most 700 KB, compressed and from here only, and no file twice', async () => {
    const site = await openSite(embedded);
    const { page } = await browser.open(site, { isNew: true });
    const sizes: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      sizes.push(request.sizes().then((size) => size.responseBodySize + size.responseHeadersSize));
    });
    const asked: string[] = [];
    const encodings = new Set<string | undefined>();
    page.on('response', (response) => {
      asked.push(response.url());
      if (response.url().includes('/assets/') && !response.fromServiceWorker()) {
        encodings.add(response.headers()['content-encoding']);
      }
    });
    await postSignIn(page, site.url, 'ada');
    await visit(page, '/admin/resources/customers');
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(sizes.length).toBeGreaterThan(5);
    expect(bytes / 1024).toBeLessThan(700);

    await visit(page, '/admin/resources/customers');
    expect(asked.filter((url) => !url.startsWith(site.url))).toEqual([]);
    expect([...encodings]).toEqual(['br']);
    const transferred = await page.evaluate<number>(
      `performance.getEntriesByType('resource').filter(({ name }) => name.includes('/assets/'))
        .reduce((sum, { transferSize }) => sum + transferSize, 0)`,
    );
    expect(transferred, 'assets fetched on a second visit').toBe(0);
  });
});
