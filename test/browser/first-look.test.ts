import { describe, expect, it } from 'vitest';
import { embedded } from '../helpers/engines.js';
import { openSite, useBrowser } from '../helpers/browser.js';

const browser = useBrowser();

describe('the dashboard in a browser', () => {
  it('opens', async () => {
    const site = await openSite(embedded);
    const { page } = await browser.signIn(site, 'ada');
    expect(await page.title()).toBe('Overview · Fire22 Dashboard');
  });
});
