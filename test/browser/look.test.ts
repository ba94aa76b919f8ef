import { describe, expect, it } from 'vitest';
import { seriousProblems } from '../helpers/axe.js';
import { addWager, follow, openSite, useBrowser, visit, type Site } from '../helpers/browser.js';
import { embedded } from '../helpers/engines.js';

const browser = useBrowser();
async function pagesOf(site: Site): Promise<string[]> {
  const wagerId = await addWager(site);
  return [
    '/admin',
    '/admin/resources/wagers',
    `/admin/resources/wagers/records/${wagerId}/show`,
    `/admin/resources/wagers/records/${wagerId}/settle`,
    '/admin/resources/wagers/actions/place',
    '/admin/resources/customers/actions/new',
    `/admin/resources/customers/records/${site.customerIds[0]}/edit`,
    '/admin/resources/audit_log',
    '/admin/resources/kpi_metrics',
  ];
}

// Contrast depends on the theme and layout on the width: each of both, once.
describe.each([
  ['light', 1280],
  ['dark', 360],
] as const)('the %s theme', (colorScheme, width) => {
  it(`can be read and used by everybody at ${width} pixels`, async () => {
    const site = await openSite(embedded);
    const { page } = await browser.signIn(site, 'ada', { colorScheme, width });
    for (const path of await pagesOf(site)) {
      await follow(page, path);
      expect(await page.locator('html').getAttribute('data-theme')).toBe(colorScheme);
      expect(await seriousProblems(page), path).toEqual([]);
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow, `${path} is too wide`).toBe(0);
    }
    await follow(page, '/admin/resources/wagers');
    await page.getByTestId('filter-button').click();
    await page.getByRole('form', { name: 'Filter' }).waitFor();
    expect(await seriousProblems(page), 'the filter').toEqual([]);
  });
});

describe('the theme', () => {
  it('follows the system until one is chosen, and remembers the choice', async () => {
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
    await page.reload();
    await page.getByTestId('dashboard').waitFor();
    expect(await theme()).toBe('light');
  });
});

describe('the language', () => {
  it('is chosen in the menu of the login, and remembered', async () => {
    const site = await openSite(embedded);
    const { page } = await browser.signIn(site, 'ada');
    await page.getByTestId('user-menu').click();
    await page.getByLabel('Español').check();
    await page.locator('html[lang="es"]').waitFor();
    await visit(page, '/admin/resources/customers');
    await page.getByRole('heading', { level: 1, name: 'Clientes' }).waitFor();
    expect(await page.getByTestId('filter-button').textContent()).toBe('Filtrar');
    expect(await page.getByRole('navigation', { name: 'Menú principal' }).textContent()).toContain(
      'Apuestas',
    );
    expect(await seriousProblems(page)).toEqual([]);
    await page.getByTestId('user-menu').click();
    await page.getByLabel('English').check();
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
  });
});

describe('the keyboard', () => {
  it('skips the menu, opens a record and goes through a confirmation', async () => {
    const site = await openSite(embedded);
    await addWager(site);
    const { page } = await browser.signIn(site, 'ada');
    await visit(page, '/admin/resources/wagers');
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
  });

  it('closes the menu and the filter with Escape', async () => {
    const site = await openSite(embedded);
    const { page } = await browser.signIn(site, 'ada');
    await page.getByTestId('user-menu').click();
    await page.getByTestId('sign-out').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('sign-out').waitFor({ state: 'hidden' });
    await visit(page, '/admin/resources/customers');
    await page.getByTestId('filter-button').click();
    await page.getByRole('form', { name: 'Filter' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('form', { name: 'Filter' }).waitFor({ state: 'hidden' });
    await page.getByTestId('filter-button').and(page.locator(':focus')).waitFor();
  });
});

describe('what is loaded', () => {
  it('is at most 700 KB at a first visit', async () => {
    const site = await openSite(embedded);
    const { page } = await browser.signIn(site, 'ada');
    const cookies = await page.context().cookies();
    const { page: fresh } = await browser.open(site);
    await fresh.context().addCookies(cookies);
    const sizes: Promise<number>[] = [];
    fresh.on('requestfinished', (request) => {
      sizes.push(request.sizes().then((size) => size.responseBodySize + size.responseHeadersSize));
    });
    await visit(fresh, '/admin/resources/customers');
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(sizes.length).toBeGreaterThan(5);
    expect(bytes / 1024).toBeLessThan(700);
  });

  it('comes from here only, compressed, and once', async () => {
    const site = await openSite(embedded);
    const { page } = await browser.signIn(site, 'ada');
    const asked: string[] = [];
    const encodings = new Set<string | undefined>();
    page.on('response', (response) => {
      asked.push(response.url());
      if (response.url().includes('/assets/') && !response.fromServiceWorker()) {
        encodings.add(response.headers()['content-encoding']);
      }
    });
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
