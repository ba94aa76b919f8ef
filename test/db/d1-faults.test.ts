import http from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openD1 } from '../../src/db/engines/d1.js';
import { REPEATABLE } from '../../src/db/repeatable.js';
import type { Engine } from '../../src/db/types.js';
import { INTERFACE_VERSION } from '../../src/gateway/protocol.js';
import { freshD1 } from '../helpers/d1.js';
import { type Fault, type FaultProxy, startFaultProxy } from '../helpers/fault-proxy.js';

const quick = { retry: { firstPauseMs: 1 }, timeoutMs: 2_000 };

/** A D1 engine behind a network that does as it is told. */
async function openThroughProxy(): Promise<{ engine: Engine; proxy: FaultProxy }> {
  const proxy = await startFaultProxy(await freshD1());
  const engine = await openD1({ ...proxy.address, ...quick });
  onTestFinished(() => engine.close());
  return { engine, proxy };
}

/** Something that answers every request in the same way. */
async function startStranger(
  answer: (response: http.ServerResponse, url: string) => void,
): Promise<string> {
  const server = http.createServer((request, response) => {
    answer(response, request.url ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json =
  (body: unknown, status = 200) =>
  (response: http.ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };

const insertAgent = (engine: Engine, id: string, comment = '') =>
  engine.database
    .prepare(`${comment}INSERT INTO agents (id, name, code) VALUES (?, 'Agent', ?)`)
    .bind(id, id);

const agentCount = (engine: Engine) =>
  engine.database.prepare('SELECT count(*) AS n FROM agents').first('n');

describe('at the start, a gateway', () => {
  const open = (url: string, token = 'x'.repeat(32)) => openD1({ url, token, ...quick });

  it('that is not there is called away', async () => {
    const url = await startStranger(() => undefined);
    const gone = url.replace(/\d+$/, '1');
    await expect(open(gone)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(
        /127\.0\.0\.1:1 is away: the connection was refused/,
      ) as string,
      hint: expect.stringMatching(/DATABASE_URL/) as string,
    });
  });

  it('whose name nobody knows is called away', async () => {
    await expect(open('https://gateway.invalid')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/gateway\.invalid is away/) as string,
    });
  });

  it('that does not answer is called away', async () => {
    const url = await startStranger(() => undefined);
    await expect(openD1({ url, token: 'x', timeoutMs: 50 })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/is away: no answer within 50 ms/) as string,
    });
  });

  it('that refuses the token is told so', async () => {
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
    ['a proxy’s error page', (response: http.ServerResponse) => response.writeHead(502).end('<p>')],
    ['a path that is not found', json({ error: { code: 'not_found', message: 'no' } }, 404)],
  ])('that is %s is called a stranger', async (_title, answer) => {
    const url = await startStranger(answer);
    await expect(open(url)).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringMatching(/is not the D1 gateway/) as string,
    });
  });

  it('of another version is refused, with both versions', async () => {
    const url = await startStranger(json({ service: 'fire22-gateway', interface: 0 }));
    await expect(open(url)).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringMatching(
        new RegExp(`has interface version 0, this code needs ${INTERFACE_VERSION}`),
      ) as string,
      hint: expect.stringMatching(/wrangler deploy/) as string,
    });
  });

  it('that is not set up is told how', async () => {
    const url = await startStranger(
      json({ error: { code: 'not_configured', message: 'D1_TOKEN is missing' } }, 500),
    );
    await expect(open(url)).rejects.toMatchObject({
      code: 'configuration',
      hint: expect.stringMatching(/wrangler secret put D1_TOKEN/) as string,
    });
  });

  it('elsewhere is not sent the token in the clear', async () => {
    await expect(open('http://gateway.example.com')).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringMatching(/in the clear/) as string,
    });
  });
});

describe('a read', () => {
  it.each<Fault>(['cut_before', 'cut_after', 'half', 'html', 'late', 'twice', 'slow'])(
    'is answered although its first requests meet: %s',
    async (fault) => {
      const { engine, proxy } = await openThroughProxy();
      proxy.fault = (trip) => (trip <= 2 ? fault : null);
      expect(await agentCount(engine)).toBe(0);
    },
  );

  it('is given up after some attempts: nothing was changed', async () => {
    const { engine, proxy } = await openThroughProxy();
    proxy.fault = () => 'cut_after';
    await expect(agentCount(engine)).rejects.toMatchObject({
      code: 'unavailable',
      hint: expect.stringMatching(/nothing was changed/) as string,
    });
    expect(proxy.trips).toHaveLength(4);
  });
});

describe('a write without an operation', () => {
  it('is not sent twice: its outcome is called unknown', async () => {
    const { engine, proxy } = await openThroughProxy();
    proxy.fault = (trip) => (trip === 1 ? 'cut_after' : null);
    await expect(insertAgent(engine, 'a').run()).rejects.toMatchObject({
      code: 'unknown_outcome',
      hint: expect.stringMatching(/look whether/) as string,
    });
    expect(proxy.trips).toHaveLength(1);
    expect(await agentCount(engine)).toBe(1);
  });

  it('is called unknown also when it never arrived', async () => {
    const { engine, proxy } = await openThroughProxy();
    proxy.fault = (trip) => (trip === 1 ? 'cut_before' : null);
    await expect(insertAgent(engine, 'a').run()).rejects.toMatchObject({ code: 'unknown_outcome' });
    expect(await agentCount(engine)).toBe(0);
  });

  it('is sent again when its author marked it', async () => {
    const { engine, proxy } = await openThroughProxy();
    proxy.fault = (trip) => (trip === 1 ? 'cut_after' : null);
    const { database } = engine;
    await database
      .prepare(
        `${REPEATABLE} INSERT INTO weekly_stats (id, week_start, week_end)
          VALUES ('w', '2026-03-02', '2026-03-08')
          ON CONFLICT (week_start) DO UPDATE SET week_end = excluded.week_end`,
      )
      .run();
    expect(proxy.trips).toHaveLength(2);
    expect(await database.prepare('SELECT count(*) AS n FROM weekly_stats').first('n')).toBe(1);
  });

  it('is sent again when the database never took it', async () => {
    let attempts = 0;
    const url = await startStranger((response, path) => {
      if (path === '/version') {
        json({ service: 'fire22-gateway', interface: INTERFACE_VERSION })(response);
      } else if (++attempts < 3) {
        json({ error: { code: 'busy', message: 'D1 DB is overloaded.' } }, 503)(response);
      } else {
        const result = { columns: [], rows: [], changes: 1, lastRowId: 1 };
        json({ results: [result], bookmark: null })(response);
      }
    });
    const engine = await openD1({ url, token: 'x', ...quick });
    onTestFinished(() => engine.close());
    await insertAgent(engine, 'a').run();
    expect(attempts).toBe(3);
  });
});

describe('a batch that begins with its operation', () => {
  const operation = (engine: Engine) => [
    engine.database
      .prepare(
        "INSERT INTO operations (id, kind, actor_user_id, request_hash, result) VALUES (?, 'test', 'u', 'h', '{}')",
      )
      .bind('op-1'),
    insertAgent(engine, 'a'),
  ];

  async function openWithUser() {
    const opened = await openThroughProxy();
    await opened.engine.database
      .prepare(
        "INSERT INTO users (id, username, email, password_hash, role) VALUES ('u', 'u', 'u@example.com', 'x', 'admin')",
      )
      .run();
    opened.proxy.trips.length = 0;
    return opened;
  }

  it.each<Fault>(['cut_before', 'html'])('is carried out after: %s', async (fault) => {
    const { engine, proxy } = await openWithUser();
    proxy.fault = (trip) => (trip === 1 ? fault : null);
    await engine.database.batch(operation(engine));
    expect(await agentCount(engine)).toBe(1);
  });

  it.each<Fault>(['cut_after', 'half', 'twice'])(
    'takes effect once, and the second is told that it was there: %s',
    async (fault) => {
      const { engine, proxy } = await openWithUser();
      proxy.fault = (trip) => (trip === 1 ? fault : null);
      await expect(engine.database.batch(operation(engine))).rejects.toMatchObject({
        code: 'constraint',
        kind: 'unique',
        table: 'operations',
        columns: ['id'],
      });
      expect(await agentCount(engine)).toBe(1);
    },
  );

  it('takes effect once also when the first request arrives late', async () => {
    const { engine, proxy } = await openWithUser();
    proxy.fault = (trip) => (trip === 1 ? 'late' : null);
    await engine.database.batch(operation(engine)).catch((error: unknown) => {
      expect(error).toMatchObject({ table: 'operations' });
    });
    await proxy.settled();
    expect(await agentCount(engine)).toBe(1);
  });

  it('is called unknown, and safe to repeat, when no answer arrives', async () => {
    const { engine, proxy } = await openWithUser();
    proxy.fault = () => 'cut_after';
    await expect(engine.database.batch(operation(engine))).rejects.toMatchObject({
      code: 'unknown_outcome',
      hint: expect.stringMatching(/once at most/) as string,
    });
  });
});

describe('a gateway that went away', () => {
  it('is not asked again for a while: everything fails at once, with the reason', async () => {
    const { engine, proxy } = await openThroughProxy();
    proxy.fault = () => 'cut_before';
    await expect(agentCount(engine)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(agentCount(engine)).rejects.toMatchObject({ code: 'unavailable' });
    const sent = proxy.trips.length;
    for (let round = 0; round < 10; round += 1) {
      await expect(insertAgent(engine, 'a').run()).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringMatching(/is away: the connection was cut/) as string,
        hint: expect.stringMatching(/nothing was changed/) as string,
      });
    }
    expect(proxy.trips).toHaveLength(sent);
  });

  it('whose token was replaced is told apart from one that is away', async () => {
    const url = await startStranger((response, path) => {
      if (path === '/version') {
        json({ service: 'fire22-gateway', interface: INTERFACE_VERSION })(response);
      } else json({ error: { code: 'unauthorized', message: 'a valid token' } }, 401)(response);
    });
    const engine = await openD1({ url, token: 'x', ...quick });
    onTestFinished(() => engine.close());
    await expect(insertAgent(engine, 'a').run()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/refuses the token/) as string,
    });
  });
});

describe('statements over a limit', () => {
  it('are not sent', async () => {
    const { engine, proxy } = await openThroughProxy();
    const { database } = engine;
    const marks = Array.from({ length: 101 }, () => '?');
    await expect(
      database
        .prepare(`SELECT ${marks.join(', ')}`)
        .bind(...marks)
        .run(),
    ).rejects.toMatchObject({ code: 'invalid' });
    const large = database.prepare('SELECT length(?)').bind('x'.repeat(1_900_000));
    await expect(database.batch(Array.from({ length: 10 }, () => large))).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/together they are over/) as string,
    });
    expect(proxy.trips).toEqual([]);
  });
});

describe('read replicas', () => {
  async function openReplicated(readReplicas: boolean) {
    const proxy = await startFaultProxy(await freshD1());
    const engine = await openD1({ ...proxy.address, ...quick, readReplicas });
    onTestFinished(() => engine.close());
    return { engine, proxy, sessions: () => proxy.trips.map(({ session }) => session) };
  }

  it('serve the reads of a scope, as new as what it has seen, its own writes included', async () => {
    const { engine, sessions } = await openReplicated(true);
    const scope: { bookmark: string | undefined } = { bookmark: undefined };
    await engine.inScope(scope, () => agentCount(engine));
    const first = scope.bookmark;
    await engine.inScope(scope, () => insertAgent(engine, 'a').run());
    const second = scope.bookmark;
    expect(await engine.inScope(scope, () => agentCount(engine))).toBe(1);
    expect(first).toBeDefined();
    expect(String(second) > String(first)).toBe(true);
    expect(sessions()).toEqual([undefined, first, second]);
  });

  it('keep the newest bookmark when answers come out of order', async () => {
    const { engine } = await openReplicated(true);
    const scope = { bookmark: 'zzz' };
    await engine.inScope(scope, () => agentCount(engine));
    expect(scope.bookmark).toBe('zzz');
  });

  it('do not serve what is outside of a scope, nor anybody when they are switched off', async () => {
    const on = await openReplicated(true);
    await agentCount(on.engine);
    const off = await openReplicated(false);
    await off.engine.inScope({ bookmark: 'x' }, () => agentCount(off.engine));
    expect([...on.sessions(), ...off.sessions()]).toEqual([undefined, undefined]);
  });

  it('keep the scopes of requests at one time apart', async () => {
    const { engine, sessions } = await openReplicated(true);
    await Promise.all(
      ['00000001', '00000002'].map((bookmark) =>
        engine.inScope({ bookmark }, async () => {
          await Promise.resolve();
          await agentCount(engine);
        }),
      ),
    );
    expect(sessions().sort()).toEqual(['00000001', '00000002']);
  });
});
