import type { Page } from 'playwright-core';
import { PASSWORD, type Site } from './site.js';

/** Ends sessions behind an open page, and signs in again in another tab. */

/** Ends every session, as an idle limit or an administrator does. */
export async function endSessions({ context }: Pick<Site, 'context'>): Promise<void> {
  await context.database.prepare('DELETE FROM sessions').run();
}

/** Finds the notice; the first of two while the search box is open, which covers the other. */
export const sessionNotice = (page: Page) => page.getByTestId('session-notice').first();

/** Follows the notice's link, signs in in the tab that it opens, and closes that tab. */
export async function signInBeside(page: Page, username: string): Promise<void> {
  const [beside] = await Promise.all([
    page.waitForEvent('popup'),
    sessionNotice(page).getByRole('link').click(),
  ]);
  await beside.locator('#login').fill(username);
  await beside.locator('#password').fill(PASSWORD);
  await beside.keyboard.press('Enter');
  await beside.waitForURL('**/admin/account/signed-in');
  await beside.close();
}

/** Comes back to the page, and says so: a headless browser shows every tab at once. */
export async function lookAgain(page: Page): Promise<void> {
  await page.evaluate(`window.dispatchEvent(new Event('focus'))`);
}
