import { expect, it } from 'vitest';
import { embedded } from '../helpers/engines/engines.js';
import { openFrontDoor } from '../helpers/http/front-door.js';

it('keeps the language chosen on the sign-in page for refusals, the account and errors', async () => {
  const door = await openFrontDoor(embedded);
  await door.user('ada');
  const browser = door.browser();
  const form = await browser.get('/admin/login?next=%2Fadmin%2Fresources%2Fcustomers');
  expect(form.text).toContain('<html lang="en">');
  const [, link = ''] = /href="([^"]+)" lang="es"/.exec(form.text.replaceAll('&amp;', '&')) ?? [];
  const chosen = await browser.get(`/admin/login${link}`);
  expect([chosen.status, chosen.headers.location]).toEqual([
    303,
    '/admin/login?next=%2Fadmin%2Fresources%2Fcustomers',
  ]);
  const wrong = await browser.signIn('ada', 'not the password');
  expect(wrong.text).toContain('<html lang="es">');
  expect(wrong.text).toContain('El usuario o la contraseña no son correctos.');
  await browser.signIn('ada');
  expect((await browser.get('/admin/account')).text).toContain('<h1>Su cuenta</h1>');
  const missing = await browser.get('/admin/nowhere');
  expect([missing.status, missing.text.includes('Esa página no existe')]).toEqual([404, true]);
});

it('uses the browser’s language until one is chosen, and ignores any other text', async () => {
  const door = await openFrontDoor(embedded);
  const browser = door.browser({ 'accept-language': 'es-MX,es;q=0.9,en;q=0.8' });
  const form = await browser.get('/admin/login?language=xx&next=//elsewhere.test');
  expect([form.status, form.text.includes('<h1>Entrar</h1>')]).toEqual([200, true]);
  const english = await browser.get('/admin/login?language=en&next=//elsewhere.test');
  expect(english.headers.location).toMatch(/^\/admin\/login\?/);
  expect((await browser.get('/admin/login')).text).toContain('<h1>Sign in</h1>');
});
