import { expect, it } from 'vitest';
import type { Engine } from '../../src/db/types.js';
import { describeOnEngines, type TestEngine } from '../helpers/engines/engines.js';

/**
 * Rules in the place of "read committed" and "deadlock detection": a batch is seen as a whole or
 * not at all, also by another process; writers queue for one lock, in which no circle can form.
 */

const ROUNDS = 25;

async function openPurses(testEngine: TestEngine): Promise<[Engine, Engine]> {
  const [one, other] = await testEngine.openShared(2, { empty: true });
  if (!one || !other) throw new Error('two engines were to be opened');
  const { database } = one;
  await database.batch([
    database.prepare('CREATE TABLE purses (name TEXT PRIMARY KEY, cents INTEGER NOT NULL)'),
    database.prepare(`INSERT INTO purses VALUES ('left', 100), ('right', 100)`),
  ]);
  return [one, other];
}

const pay = ({ database }: Engine, from: string, to: string) => {
  const add = database.prepare('UPDATE purses SET cents = cents + ? WHERE name = ?');
  return database.batch([add.bind(-1, from), add.bind(1, to)]);
};

/** Reads both purses: by one statement, and by two statements of one batch. */
async function sums({ database }: Engine): Promise<number[]> {
  const one = database.prepare('SELECT cents FROM purses WHERE name = ?');
  const [sum, purses] = await Promise.all([
    database.prepare('SELECT sum(cents) AS sum FROM purses').first<number>('sum'),
    database.batch<{ cents: number }>([one.bind('left'), one.bind('right')]),
  ]);
  const both = purses.map(({ results }) => results[0]?.cents ?? 0);
  return [Number(sum), both.reduce((total, cents) => total + cents, 0)];
}

describeOnEngines('isolation of batches', (testEngine) => {
  it('shows no reader half of a batch, in this process and in another', async () => {
    const [writer, reader] = await openPurses(testEngine);
    const seen: number[] = [];
    const write = async () => {
      for (let round = 0; round < ROUNDS; round += 1) await pay(writer, 'left', 'right');
    };
    const read = async (engine: Engine) => {
      for (let round = 0; round < ROUNDS; round += 1) seen.push(...(await sums(engine)));
    };
    await Promise.all([write(), read(reader), read(writer)]);
    expect(new Set(seen)).toEqual(new Set([200]));
  });

  it('shows nothing of a batch that fails at its end', async () => {
    const [writer, reader] = await openPurses(testEngine);
    const { database } = writer;
    const failed = database.batch([
      database.prepare(`UPDATE purses SET cents = 0 WHERE name = 'left'`),
      database.prepare(`INSERT INTO purses VALUES ('left', 7)`),
    ]);
    const [, seen] = await Promise.all([failed.catch(() => undefined), sums(reader)]);
    expect(seen).toEqual([200, 200]);
    await expect(failed).rejects.toMatchObject({ code: 'constraint' });
    expect(await sums(reader)).toEqual([200, 200]);
  });

  it('queues writers that take two rows in opposite orders: all take effect, none deadlocks', async () => {
    const [one, other] = await openPurses(testEngine);
    await Promise.all(
      Array.from({ length: ROUNDS }, () => [
        pay(one, 'left', 'right'),
        pay(other, 'right', 'left'),
        pay(other, 'left', 'right'),
      ]).flat(),
    );
    const { results } = await one.database
      .prepare('SELECT name, cents FROM purses ORDER BY name')
      .all();
    expect(results).toEqual([
      { name: 'left', cents: 100 - ROUNDS },
      { name: 'right', cents: 100 + ROUNDS },
    ]);
  });
});
