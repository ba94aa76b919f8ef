import { describe, expect, it } from 'vitest';
import { query } from '../helpers/books/book.js';
import { follow, useBrowser } from '../helpers/browser/browser.js';
import { openSite } from '../helpers/browser/site.js';
import { embedded } from '../helpers/engines/engines.js';

/** Credit in the forms of an agent, and requests on the pages of a customer. */

const browser = useBrowser();

describe('credit and requests in the browser', () => {
  it('keeps what an agent typed beyond its credit, and says what is left', async () => {
    const site = await openSite(embedded, { customers: 3 });
    const { context, agentId } = site;
    await query(context, 'UPDATE agents SET credit_limit = 2000 WHERE id = ?', agentId);
    const { page } = await browser.signIn(site, 'gus', { at: '/admin' });
    await page.getByText('$494.00').waitFor();
    await page.getByText('$1,506.00 of $2,000.00 in use').waitFor();
    await follow(page, `/admin/resources/customers/records/${site.customerIds[0]}/edit`);
    const limit = page.getByTestId('field-betting_limit');
    await limit.getByRole('textbox').fill('1,000');
    await page.getByTestId('button-save').click();
    await limit
      .getByText('494.00 of credit is left, so this limit can be 995.00 at most')
      .waitFor();
    expect(await limit.getByRole('textbox').inputValue()).toBe('1,000');
    await limit.getByRole('textbox').fill('995');
    await page.getByTestId('button-save').click();
    await page.getByText('betting limit changed').waitFor();
    await follow(page, `/admin/resources/agents/records/${agentId}/show`);
    const record = page.locator('dl.record');
    await record.getByText('Credit free').waitFor();
    expect(await record.innerText()).toMatch(
      /Credit limit\s+\$2,000\.00\s+Credit used\s+\$2,000\.00\s+Credit free\s+\$0\.00/,
    );
  });

  it('lets a customer cancel its own request, after saying that this is final', async () => {
    const site = await openSite(embedded, { customers: 3 });
    const { page } = await browser.signIn(site, 'cleo', { at: '/admin/resources/transactions' });
    await page.getByTestId('action-createNew').click();
    await page.getByRole('radio', { name: 'Withdrawal' }).check();
    await page.getByLabel('Amount').fill('10');
    await page.getByTestId('confirm').click();
    await page.getByText('a deposit has to be processed first').first().waitFor();
    await page.getByRole('radio', { name: 'Deposit' }).check();
    await page.getByTestId('confirm').click();
    await page.locator('tbody .row-link').click();
    await page.getByTestId('action-cancel').click();
    await page.getByText('No money moves. This is final').waitFor();
    await page.getByTestId('confirm').click();
    await page.getByText('deposit of 10.00 cancelled').first().waitFor();
    expect(await page.getByTestId('action-cancel').count()).toBe(0);
    expect(await query(site.context, 'SELECT status, amount FROM transactions')).toEqual([
      { status: 'cancelled', amount: 10 },
    ]);
  });
});
