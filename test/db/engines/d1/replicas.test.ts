import { expect, it, onTestFinished } from 'vitest';
import { openD1 } from '../../../../src/db/engines/d1/d1.js';
import { agentCount, insertAgent, quick } from '../../../helpers/engines/d1-network.js';
import { freshD1 } from '../../../helpers/engines/d1.js';
import { describeOnD1 } from '../../../helpers/engines/engines.js';
import { startFaultProxy } from '../../../helpers/engines/fault-proxy.js';

describeOnD1('read replicas', () => {
  async function openReplicated(readReplicas: boolean) {
    const proxy = await startFaultProxy(await freshD1());
    const engine = await openD1({ ...proxy.address, ...quick, readReplicas });
    onTestFinished(() => engine.close());
    return { engine, proxy, sessions: () => proxy.trips.map(({ session }) => session) };
  }

  it('serve the reads of a scope no older than what it has seen, its own writes included', async () => {
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

  it('serve a scope no older than another scope whose reads it took over', async () => {
    const { engine, sessions } = await openReplicated(true);
    const [own, other] = [{ bookmark: '00000000' }, { bookmark: undefined }];
    await engine.inScope(other, () => insertAgent(engine, 'a').run());
    engine.inScope(own, () => engine.noteSeen(other));
    engine.inScope(own, () => engine.noteSeen({ bookmark: undefined }));
    engine.noteSeen(other);
    expect(await engine.inScope(own, () => agentCount(engine))).toBe(1);
    expect(other.bookmark).toBeDefined();
    expect(sessions()).toEqual([undefined, other.bookmark]);
  });

  it('keep the newest bookmark when answers come out of order', async () => {
    const { engine } = await openReplicated(true);
    const scope = { bookmark: 'zzz' };
    await engine.inScope(scope, () => agentCount(engine));
    expect(scope.bookmark).toBe('zzz');
  });

  it('serve no read outside of a scope, and none when they are switched off', async () => {
    const on = await openReplicated(true);
    await agentCount(on.engine);
    const off = await openReplicated(false);
    await off.engine.inScope({ bookmark: 'x' }, () => agentCount(off.engine));
    expect([...on.sessions(), ...off.sessions()]).toEqual([undefined, undefined]);
  });

  it('keep the scopes of concurrent requests apart', async () => {
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
