import { describe, expect, it } from 'vitest';
import { askAs, askForOthersToo, currentAsker } from '../../src/shares/asker.js';
import { inShare } from '../../src/shares/in-share.js';
import {
  Share,
  type ShareFull,
  type ShareOptions,
  type ShareSize,
} from '../../src/shares/share.js';

/** Places of work: turns, bounds, ends. */

/** A share whose waits end and whose turns come when the test says so. */
function openShare(size: Partial<ShareSize>, options: ShareOptions = {}) {
  const timers = new Set<() => void>();
  const turns: (() => void)[] = [];
  const clock = {
    after: (_ms: number, callBack: () => void) => {
      timers.add(callBack);
      return () => void timers.delete(callBack);
    },
    nextTurn: (callBack: () => void) => void turns.push(callBack),
  };
  const share = new Share(
    { each: 1, all: 2, waiting: 2, withinMs: 1_000, ...size },
    { clock, ...options },
  );
  const begun: string[] = [];
  const releases = new Map<string, () => void>();
  /** Asks for a place under a name whose first letter is its holder. */
  const ask = async (name: string, signal?: AbortSignal) => {
    releases.set(name, await share.take(name.slice(0, 1), signal));
    begun.push(name);
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    share,
    timers,
    begun,
    ask,
    settled,
    end: async (name: string) => {
      releases.get(name)?.();
      await settled();
    },
    turn: async () => {
      turns.shift()?.();
      await settled();
    },
    expire: async () => {
      for (const timer of [...timers]) timer();
      await settled();
    },
  };
}

const full = (by: string) => expect.objectContaining({ name: 'ShareFull', by }) as ShareFull;

describe('a share', () => {
  it('gives a holder its places and the process its own number', async () => {
    const { ask, begun, settled, end } = openShare({});
    void ask('a1');
    void ask('a2');
    void ask('b1');
    void ask('c1');
    await settled();
    expect(begun).toEqual(['a1', 'b1']);
    await end('b1');
    expect(begun).toEqual(['a1', 'b1', 'c1']);
    await end('a1');
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2']);
  });

  it('goes round the holders, whoever asked first', async () => {
    const { ask, begun, end } = openShare({ all: 1, waiting: 9 });
    await ask('a0');
    for (const name of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) void ask(name);
    for (const name of ['a0', 'a1', 'b1', 'c1', 'a2', 'b2']) await end(name);
    expect(begun).toEqual(['a0', 'a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });

  it('lets known holders go first', async () => {
    const { ask, begun, end } = openShare({ all: 1 }, { goesFirst: (holder) => holder === 'z' });
    await ask('a0');
    for (const name of ['b1', 'c1', 'z1', 'z2']) void ask(name);
    for (const name of ['a0', 'z1', 'z2', 'b1']) await end(name);
    expect(begun).toEqual(['a0', 'z1', 'z2', 'b1', 'c1']);
  });

  it('refuses a holder whose line is full, and nobody else', async () => {
    const { ask, begun, end } = openShare({ all: 1 });
    await ask('a0');
    void ask('a1');
    void ask('a2');
    await expect(ask('a3')).rejects.toEqual(full('holder'));
    void ask('b1');
    for (const name of ['a0', 'a1', 'b1']) await end(name);
    expect(begun).toEqual(['a0', 'a1', 'b1', 'a2']);
  });

  it('says whose work fills it', async () => {
    const { ask } = openShare({ waiting: 0 });
    await ask('a1');
    await ask('b1');
    await expect(ask('a2')).rejects.toEqual(full('holder'));
    await expect(ask('c1')).rejects.toEqual(full('others'));
  });

  it('refuses whoever has waited too long', async () => {
    const { ask, begun, end, expire, timers } = openShare({ all: 1 });
    await ask('a0');
    const late = expect(ask('b1')).rejects.toEqual(full('others'));
    await expire();
    await late;
    expect(timers.size).toBe(0);
    await end('a0');
    await ask('b2');
    expect(begun).toEqual(['a0', 'b2']);
  });

  it('drops whoever leaves while it waits', async () => {
    const { ask, begun, end, timers } = openShare({});
    const gone = new AbortController();
    await ask('a0');
    const left = expect(ask('a1', gone.signal)).rejects.toThrow('left');
    void ask('a2');
    gone.abort(new Error('left'));
    await left;
    await expect(ask('a3', gone.signal)).rejects.toThrow('left');
    await end('a0');
    expect(begun).toEqual(['a0', 'a2']);
    expect(timers.size).toBe(0);
  });

  it('frees the place of work that fails, once', async () => {
    const { share, ask, begun, settled } = openShare({ all: 1 });
    const fails = share.run('a', undefined, () => Promise.reject(new Error('failed')));
    await expect(fails).rejects.toThrow('failed');
    const release = await share.take('a');
    release();
    release();
    await ask('b1');
    void ask('c1');
    await settled();
    expect(begun).toEqual(['b1']);
  });

  it('gives one place a turn where work fills a turn', async () => {
    const { share, ask, begun, settled, turn } = openShare(
      { each: 9, all: Infinity, waiting: 9 },
      { perTurn: true },
    );
    for (const name of ['a1', 'a2', 'a3', 'b1']) void ask(name);
    await settled();
    expect([begun, share.hasNext]).toEqual([[], true]);
    for (let count = 0; count < 4; count += 1) await turn();
    expect([begun, share.hasNext]).toEqual([['a1', 'b1', 'a2', 'a3'], false]);
  });
});

describe('work in a share', () => {
  const never = new AbortController().signal;
  const as = <T>(holder: string, work: () => T) => askAs({ holder, signal: never }, work);

  it('needs no place where nobody asked for it', async () => {
    const share = new Share({ each: 0, all: 0, waiting: 0, withinMs: 0 });
    expect(await inShare(share, () => Promise.resolve('done'))).toBe('done');
    await expect(
      as('login a', () => inShare(share, () => Promise.resolve())),
    ).rejects.toMatchObject({
      code: 'throttled',
      retryAfterS: 10,
      text: 'the server is still searching for other pages of this login; try again in 10 seconds',
    });
  });

  it('goes on for others when the one who began it leaves', () => {
    const gone = new AbortController();
    const signal = askAs({ holder: 'login a', signal: gone.signal }, () =>
      askForOthersToo(() => currentAsker()?.signal),
    );
    gone.abort();
    expect(signal?.aborted).toBe(false);
    expect(askForOthersToo(() => currentAsker())).toBe(undefined);
  });
});
