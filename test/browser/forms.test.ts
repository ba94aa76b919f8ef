import { describe, expect, it } from 'vitest';
import { query } from '../helpers/books/book.js';
import { useBrowser } from '../helpers/browser/browser.js';
import { openSite } from '../helpers/browser/site.js';
import { embedded } from '../helpers/engines/engines.js';

const browser = useBrowser();

describe('the form of a record', () => {
  it('shows each error beside its field, keeps the typed values, and creates once they are right', async () => {
    const site = await openSite(embedded);
    const taken = `${site.customerIds[0]}@example.test`;
    const { page } = await browser.signIn(site, 'ada', { at: '/admin/resources/customers' });
    await page.getByRole('link', { name: 'New customer' }).click();
    await page.getByLabel('Name').fill('Zoë Ångström');
    await page.getByLabel('Email').fill(taken);
    await page.getByLabel('Betting limit').fill('12.345');
    await page.getByTestId('button-save').click();
    await page.getByTestId('field-agent_id').getByText('is required').waitFor();
    await page.getByTestId('field-betting_limit').getByRole('alert').waitFor();
    await page.getByLabel('Agent').and(page.locator(':focus')).waitFor();

    await page.getByLabel('Agent').fill('harbor');
    await page.getByRole('option', { name: 'Harbor Street' }).click();
    // An amount as people type it.
    await page.getByLabel('Betting limit').fill('$1,250.5');
    await page.getByText('= $1,250.50').waitFor();
    await page.getByTestId('button-save').click();
    await page.getByTestId('field-email').getByText('is already taken').waitFor();
    const email = page.getByLabel('Email');
    expect(await email.inputValue()).toBe(taken);
    expect(await email.getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Name').inputValue()).toBe('Zoë Ångström');
    expect(await page.getByTestId('field-agent_id').innerText()).toContain('Harbor Street');

    await email.fill('zoe@example.test');
    await page.getByTestId('button-save').click();
    await page.getByRole('heading', { level: 1, name: 'Zoë Ångström' }).waitFor();
    await page.getByText('Customer Zoë Ångström was created').waitFor();
    const [row] = await query(
      site.context,
      'SELECT betting_limit, status, agent_id FROM customers WHERE email = ?',
      'zoe@example.test',
    );
    expect(row).toEqual({ betting_limit: 1250.5, status: 'active', agent_id: site.agentId });
  });

  it('posts the changed fields only, nothing without them, and overwrites nobody unseen', async () => {
    const site = await openSite(embedded);
    const [customerId] = site.customerIds;
    const at = `/admin/resources/customers/records/${customerId}/edit`;
    const { page } = await browser.signIn(site, 'ada', { at });
    await page.getByTestId('button-save').click();
    await page.getByText('Nothing was changed.').waitFor();

    await page.getByLabel('Name').fill('Ann Marie');
    await site.context.database
      .prepare(`UPDATE customers SET name = 'Annie', phone = '555' WHERE id = ?`)
      .bind(customerId)
      .run();
    const posted = page.waitForRequest((request) => request.method() === 'POST');
    await page.getByTestId('button-save').click();
    const body = (await posted).postData() ?? '';
    expect([...body.matchAll(/name="([^"]+)"/g)].map(([, name]) => name)).toEqual([
      'name',
      '__original.name',
    ]);
    await page
      .getByTestId('field-name')
      .getByText(/changed this to Annie/)
      .waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('Ann Marie');

    // Whoever has seen it means the second save.
    await page.getByTestId('button-save').click();
    await page.getByRole('heading', { level: 1, name: 'Ann Marie' }).waitFor();
    const [row] = await query(
      site.context,
      'SELECT name, phone FROM customers WHERE id = ?',
      customerId,
    );
    expect(row).toEqual({ name: 'Ann Marie', phone: '555' });
  });
});
