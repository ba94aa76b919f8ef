import fs from 'node:fs';
import { expect, it } from 'vitest';
import { migrationsFolder } from '../../../src/paths.js';
import { run } from '../../helpers/commands/run.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';

const names = fs
  .readdirSync(migrationsFolder)
  .filter((file) => file.endsWith('.sql') && !file.endsWith('.down.sql'))
  .map((file) => file.slice(0, -'.sql'.length))
  .sort();
const [first = ''] = names;

describeOnEngines('db commands', ({ open }) => {
  it('migrates an empty database, and says so', async () => {
    const engine = await open({ empty: true });
    const plan = await run(engine, ['db', 'migrate', '--dry-run', '--json']);
    expect(plan).toMatchObject({ exitCode: 0, json: { pending: names } });
    const migrated = await run(engine, ['db', 'migrate', '--json']);
    expect(migrated).toMatchObject({ exitCode: 0, json: { applied: names } });
    expect(migrated.stderr).toContain(`${names.length} migrations applied to`);
    const again = await run(engine, ['db', 'migrate', '--json']);
    expect(again).toMatchObject({ exitCode: 0, json: { applied: [] } });
  });

  it('lists every migration with its state', async () => {
    const engine = await open();
    const { exitCode, stdout } = await run(engine, ['db', 'status']);
    expect(exitCode).toBe(0);
    expect(stdout.split('\n')[0]).toMatch(/^migration +state +applied at$/);
    for (const name of names) expect(stdout).toMatch(new RegExp(`${name} +applied +\\d{4}-`));
  });

  it('names a migration that is not applied', async () => {
    const { exitCode, stderr } = await run(await open(), [
      ...['db', 'rollback', '--to', 'nonsense', '--dry-run'],
    ]);
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      'error: migration nonsense is not applied; npm run db:status lists the names\n',
    );
  });

  it('finds nothing wrong with a migrated database, and names the pending migrations of another', async () => {
    const good = await run(await open(), ['db', 'check', '--json']);
    expect(good).toMatchObject({ exitCode: 0, json: { ok: true, problems: [] } });
    const empty = await run(await open({ empty: true }), ['db', 'check']);
    expect(empty.exitCode).toBe(1);
    expect(empty.stdout).toContain(`migration ${first} is pending`);
  });

  it('exits with 2 after wrong use, and prints the way out without a stack', async () => {
    const engine = await open();
    for (const args of [['nonsense'], ['db', 'nonsense'], ['db', 'status', '--nonsense']]) {
      const { exitCode, stderr, stdout } = await run(engine, args);
      expect([args, exitCode, stdout]).toEqual([args, 2, '']);
      expect(stderr).toMatch(/^error: unknown (command|option)/);
      expect(stderr).not.toContain('    at ');
    }
    expect(await run(engine, ['--help'])).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('names every wrong setting of the environment, and exits with 2', async () => {
    const env = { PORT: 'high', WEEK_START: 'noday' };
    const { exitCode, stderr } = await run(await open(), ['db', 'status'], { env });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/PORT: .*\n.*WEEK_START: /);
  });
});
