import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../src/domain/actor.js';
import { createUser } from '../../src/services/accounts/users.js';
import { fillSignIn, follow, useBrowser } from '../helpers/browser/browser.js';
import { addWager, openSite, PASSWORD } from '../helpers/browser/site.js';
import { embedded } from '../helpers/engines/engines.js';

const browser = useBrowser();

/** Rows that a walk through all kinds of pages needs; more would only take longer to draw. */
const FEW = 3;

/** Answers that nobody compresses: only their status is read. */
const PLAIN = { 'accept-encoding': 'identity' };

const logins: Record<Role, { username: string; menu: string[] }> = {
  admin: {
    username: 'ada',
    menu: [
      ...['Overview', 'Wagers', 'Transactions', 'Customers', 'Agents', 'Logins', 'Sessions'],
      ...['Weekly stats', 'KPI metrics', 'Activities', 'Gradings', 'Audit trail'],
    ],
  },
  agent: {
    username: 'gus',
    menu: ['Overview', 'Wagers', 'Transactions', 'Customers', 'Agent', 'Login', 'Activities'],
  },
  customer: {
    username: 'cleo',
    menu: ['Overview', 'Wagers', 'Transactions', 'Customer', 'Login', 'Activities'],
  },
};

/** Leaves files out, which are no pages: the tests of exports open them. */
const isInside = (href: string) =>
  href.startsWith('/admin') && !href.startsWith('/admin/api/') && !href.includes('/logout');

/** Lists the addresses within the panels that a page links to, each once. */
async function linksOf(page: Page): Promise<string[]> {
  const hrefs = await page.evaluate<string[]>(
    `[...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href'))`,
  );
  return [...new Set(hrefs.map((href) => href.split('#')[0] ?? ''))].filter(isInside);
}

/** Names the kind of page of an address (list, record, form) without its ids and filters. */
const shapeOf = (href: string) =>
  href.replace(/\?.*$/, '').replace(/\/records\/[^/]+/, '/records/*');

describe.each(Object.entries(logins))('the panels of the role %s', (_role, { username, menu }) => {
  it('have its whole menu, and no link that leads nowhere', async () => {
    const site = await openSite(embedded, { customers: FEW });
    await addWager(site);
    const { page } = await browser.signIn(site, username);
    const nav = page.getByRole('navigation', { name: 'Main menu' });
    expect(await nav.getByRole('link').allInnerTexts()).toEqual(expect.arrayContaining(menu));
    for (const section of await nav.locator('section').all()) {
      expect(await section.getByRole('link').count()).toBeGreaterThan(0);
    }

    const visited = new Set<string>();
    const waiting = ['/admin'];
    for (let href = waiting.shift(); href !== undefined; href = waiting.shift()) {
      if (visited.has(shapeOf(href))) continue;
      visited.add(shapeOf(href));
      expect((await page.request.get(href, { headers: PLAIN })).status(), href).toBe(200);
      await follow(page, href);
      const text = await page.locator('body').innerText();
      expect(text, href).not.toMatch(/not found|Javascript Error|\bundefined\b|\[object|\bNaN\b/i);
      waiting.push(...(await linksOf(page)));
    }
    expect(visited.size).toBeGreaterThan(menu.length);
    expect([...visited].some((shape) => shape.includes('/records/*/show'))).toBe(true);
  });
});

describe('a session', () => {
  it('ends at the next click of an agent that was deactivated', async () => {
    const site = await openSite(embedded);
    const at = '/admin/resources/customers?sortBy=name';
    const { page, expectFailure } = await browser.signIn(site, 'gus', { at });
    // The totals come last: asked for later, they would be refused before the click is.
    await page.getByTestId('totals').waitFor();
    await site.context.database
      .prepare(`UPDATE agents SET status = 'suspended' WHERE id = ?`)
      .bind(site.agentId)
      .run();
    expectFailure(/^401 GET \/admin\/api\//);
    await page.getByRole('link', { name: 'Customer 01' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByText('This login’s agent is suspended').waitFor();
    expect(page.url()).toContain('/admin/login');
    expect(await page.getByText('Customer 01').count()).toBe(0);
  });

  it('ends by the button in the menu, and hides the page before', async () => {
    const site = await openSite(embedded);
    const { page } = await browser.signIn(site, 'ada', { at: '/admin/resources/customers' });
    await page.getByText('1 to 25 of 31').waitFor();
    await page.getByTestId('user-menu').click();
    await page.getByTestId('sign-out').click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto('/admin/resources/customers');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await fillSignIn(page, 'gus');
    await page.getByTestId('dashboard').waitFor();
    await page.getByTestId('user-menu').getByText('gus').waitFor();
  });
});

describe('a name that is a script', () => {
  it('is shown as text everywhere', async () => {
    const site = await openSite(embedded);
    const { context, actors } = site;
    const hostile = `</script><script>document.title='run'</script><img src=x onerror=alert(1)>`;
    const userId = await createUser(context, actors.admin, {
      username: 'mallory',
      email: 'mallory@example.test',
      password: PASSWORD,
      role: 'admin',
      mustChangePassword: false,
    });
    // Past the service, which takes no such name.
    await context.database
      .prepare('UPDATE users SET username = ? WHERE id = ?')
      .bind(hostile, userId)
      .run();
    await context.database
      .prepare('UPDATE customers SET name = ? WHERE id = ?')
      .bind(hostile, site.customerIds[0])
      .run();
    const { page } = await browser.signIn(site, 'mallory@example.test');
    await page.getByTestId('user-menu').getByText(hostile).waitFor();
    await follow(page, '/admin/resources/users');
    await page.locator('.row-link').getByText(hostile).waitFor();
    await follow(page, `/admin/resources/customers/records/${site.customerIds[0]}/edit`);
    await page.getByRole('heading', { level: 1 }).getByText(hostile).waitFor();
    expect(await page.title()).not.toBe('run');
    expect(await page.locator('img[src="x"]').count()).toBe(0);
  });
});
