import { expect, it, onTestFinished } from 'vitest';
import { openD1 } from '../../../../src/db/engines/d1/d1.js';
import { REPEATABLE } from '../../../../src/db/engines/d1/repeatable.js';
import type { Engine } from '../../../../src/db/types.js';
import { INTERFACE_VERSION } from '../../../../src/gateway/protocol.js';
import {
  agentCount,
  insertAgent,
  json,
  openThroughProxy,
  quick,
  startOtherServer,
} from '../../../helpers/engines/d1-network.js';
import { describeOnD1 } from '../../../helpers/engines/engines.js';
import type { Fault } from '../../../helpers/engines/fault-proxy.js';

describeOnD1('a read', () => {
  it.each<Fault>(['cut_before', 'cut_after', 'half', 'html', 'late', 'twice', 'slow'])(
    'is answered although its first requests meet the fault %s',
    async (fault) => {
      const { engine, proxy } = await openThroughProxy();
      proxy.fault = (trip) => (trip <= 2 ? fault : null);
      expect(await agentCount(engine)).toBe(0);
    },
  );

  it('fails after four attempts, and says that nothing was changed', async () => {
    const { engine, proxy } = await openThroughProxy();
    proxy.fault = () => 'cut_after';
    await expect(agentCount(engine)).rejects.toMatchObject({
      code: 'unavailable',
      hint: expect.stringMatching(/nothing was changed/) as string,
    });
    expect(proxy.trips).toHaveLength(4);
  });
});

describeOnD1('a write without an operation', () => {
  it('is sent once only, and its outcome is called unknown', async () => {
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

  it('is sent again when its text is marked repeatable', async () => {
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

  it('is sent again when the database refused it as busy', async () => {
    let attempts = 0;
    const url = await startOtherServer((response, path) => {
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

describeOnD1('a batch that begins with its operation', () => {
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

  it.each<Fault>(['cut_before', 'html'])('is carried out after the fault %s', async (fault) => {
    const { engine, proxy } = await openWithUser();
    proxy.fault = (trip) => (trip === 1 ? fault : null);
    await engine.database.batch(operation(engine));
    expect(await agentCount(engine)).toBe(1);
  });

  it.each<Fault>(['cut_after', 'half', 'twice'])(
    'takes effect once after the fault %s, and the repetition fails by its operation id',
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

describeOnD1('an unreachable gateway', () => {
  it('gets no request for a while, and everything fails at once with the reason', async () => {
    const { engine, proxy } = await openThroughProxy();
    proxy.fault = () => 'cut_before';
    await expect(agentCount(engine)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(agentCount(engine)).rejects.toMatchObject({ code: 'unavailable' });
    const sent = proxy.trips.length;
    for (let round = 0; round < 10; round += 1) {
      await expect(insertAgent(engine, 'a').run()).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringMatching(/cannot reach .*: the connection was cut/) as string,
        hint: expect.stringMatching(/nothing was changed/) as string,
      });
    }
    expect(proxy.trips).toHaveLength(sent);
  });

  it('differs from a gateway that refuses the token', async () => {
    const url = await startOtherServer((response, path) => {
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

describeOnD1('a batch over a limit', () => {
  it('is not sent', async () => {
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
