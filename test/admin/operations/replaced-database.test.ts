import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { openBook, PASSWORD } from '../../helpers/books/logins.js';
import { embeddedWithThreads } from '../../helpers/engines/engines.js';
import { openPanels } from '../../helpers/panels/driver.js';

it('an operation that finds the database file replaced answers 503, not as a form', async () => {
  const book = await openBook(embeddedWithThreads);
  const customerId = await book.customer('c1', await book.agent('a1'));
  await book.user('anna');
  const { signIn } = await openPanels(book.context);
  const [english, spanish] = [
    await signIn('anna', PASSWORD),
    await signIn('anna', PASSWORD, 'es'),
  ] as const;
  execFileSync('rm', [book.context.engine.location]);
  const reply = await english.post('/api/resources/wagers/actions/place', {
    step: 'commit',
    operationId: book.context.newId(),
    customerId,
    description: 'Comets',
    amount: '10',
    odds: '-110',
  });
  expect(reply.status).toBe(503);
  expect(reply.json.message).toMatch(/was replaced while the server ran; stop the server/);
  const next = await spanish.get('/resources/wagers');
  expect(next.status).toBe(503);
  expect(next.text).toMatch(/fue sustituido mientras el servidor funcionaba; detenga/);
});
