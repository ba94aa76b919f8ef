import { expect, it } from 'vitest';
import { PASSWORD } from '../app/logins.js';
import { openFrontDoor } from '../app/front-door.js';
import { describeOnEngines } from '../helpers/engines.js';

describeOnEngines('signing in', (engine) => {
  it('by username or email, and leads to where one wanted to go', async () => {
    const door = await openFrontDoor(engine);
    await door.user('ada');
    const browser = door.browser();
    const asked = await browser.get('/admin/resources/customers?page=2');
    expect(asked.status).toBe(303);
    expect(asked.headers.location).toBe(
      '/admin/login?next=%2Fadmin%2Fresources%2Fcustomers%3Fpage%3D2',
    );
    const form = await browser.get(asked.headers.location ?? '');
    expect(form.text).toContain('value="/admin/resources/customers?page=2"');
    const signedIn = await browser.post('/admin/login', {
      login: 'Ada@example.test',
      password: PASSWORD,
      next: '/admin/resources/customers?page=2',
    });
    expect(signedIn.status).toBe(303);
    expect(signedIn.headers.location).toBe('/admin/resources/customers?page=2');
    const page = await browser.get('/admin/resources/customers?page=2');
    expect(page.status).toBe(200);
    expect(door.reached).toMatchObject([{ role: 'admin', user: { username: 'ada' } }]);
  });
});
