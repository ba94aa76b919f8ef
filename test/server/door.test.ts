import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../src/config.js';
import { makeDoor } from '../../src/door.js';

it('keeps idle connections longer than a proxy before the server does', async () => {
  const door = makeDoor(readConfig({ PORT: '0', LOG_LEVEL: 'silent' }));
  await door.listen();
  onTestFinished(() => door.close());
  door.answerBy((_request, response) => void response.end('open'));
  const reply = await fetch(door.address());
  expect(await reply.text()).toBe('open');
  expect(reply.headers.get('keep-alive')).toBe('timeout=65');
});
