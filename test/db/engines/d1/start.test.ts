import type http from 'node:http';
import { expect, it } from 'vitest';
import { openD1 } from '../../../../src/db/engines/d1/d1.js';
import { INTERFACE_VERSION } from '../../../../src/gateway/protocol.js';
import { json, quick, startOtherServer } from '../../../helpers/engines/d1-network.js';
import { freshD1 } from '../../../helpers/engines/d1.js';
import { describeOnD1 } from '../../../helpers/engines/engines.js';

describeOnD1('openD1', () => {
  const open = (url: string, token = 'x'.repeat(32)) => openD1({ url, token, ...quick });

  it('says that it cannot reach the gateway when the connection is refused', async () => {
    const url = await startOtherServer(() => undefined);
    const gone = url.replace(/\d+$/, '1');
    await expect(open(gone)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(
        /cannot reach the database gateway at 127\.0\.0\.1:1: the connection was refused/,
      ) as string,
      hint: expect.stringMatching(/DATABASE_URL/) as string,
    });
  });

  it('says that it cannot reach the gateway when its name has no address', async () => {
    await expect(open('https://gateway.invalid')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(
        /cannot reach the database gateway at gateway\.invalid: /,
      ) as string,
    });
  });

  it('says that it cannot reach the gateway when it does not answer', async () => {
    const url = await startOtherServer(() => undefined);
    await expect(openD1({ url, token: 'x', timeoutMs: 50 })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/cannot reach .*: no answer within 50 ms/) as string,
    });
  });

  it('says that the gateway refuses the token', async () => {
    const { url } = await freshD1({ empty: true });
    await expect(open(url)).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringMatching(/refuses the token/) as string,
      hint: expect.stringMatching(/D1_TOKEN/) as string,
    });
  });

  it.each([
    ['another web server', (response: http.ServerResponse) => response.end('<html>Hello</html>')],
    ['another service', json({ hello: 'world' })],
    ['a list', json([])],
    ['a path that is not found', json({ error: { code: 'not_found', message: 'no' } }, 404)],
  ])('refuses %s in the place of the gateway', async (_title, answer) => {
    const url = await startOtherServer(answer);
    await expect(open(url)).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringMatching(/is not the database gateway/) as string,
    });
  });

  it.each([502, 530])('calls it away when a proxy answers %i in its place', async (status) => {
    const url = await startOtherServer((response) => response.writeHead(status).end('<p>'));
    await expect(open(url)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(
        new RegExp(`cannot reach .*: HTTP ${status} .* is not an answer of the gateway`),
      ) as string,
    });
  });

  it('refuses a gateway of another version, and names both versions', async () => {
    const url = await startOtherServer(json({ service: 'fire22-gateway', interface: 0 }));
    await expect(open(url)).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringMatching(
        new RegExp(`has interface version 0, this code needs ${INTERFACE_VERSION}`),
      ) as string,
      hint: expect.stringMatching(/wrangler deploy/) as string,
    });
  });

  it('says how to set up a gateway that has no token', async () => {
    const url = await startOtherServer(
      json({ error: { code: 'not_configured', message: 'D1_TOKEN is missing' } }, 500),
    );
    await expect(open(url)).rejects.toMatchObject({
      code: 'configuration',
      hint: expect.stringMatching(/wrangler secret put D1_TOKEN/) as string,
    });
  });

  it('sends no token in the clear to another machine', async () => {
    await expect(open('http://gateway.example.com')).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringMatching(/in the clear/) as string,
    });
  });
});
