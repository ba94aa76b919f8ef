import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openEmbedded } from '../../../src/db/engines/embedded/embedded.js';
import { readMigrations } from '../../../src/db/migrations/migrator.js';
import type { Engine } from '../../../src/db/types.js';
import { migrationsFolder } from '../../../src/paths.js';
import { run, type RunOptions } from '../../helpers/commands/run.js';
import {
  describeOnD1,
  describeOnEngines,
  describeOnSqlite,
  temporaryFolder,
} from '../../helpers/engines/engines.js';

const names = readMigrations(migrationsFolder).map(({ name }) => name);
const [first = ''] = names;
const last = names.at(-1) ?? '';

/** Runs a rollback as an operator does: nobody else has the file open. */
async function rollBack(engine: Engine, args: string[] = [], options: RunOptions = {}) {
  const alone = engine.name === 'embedded';
  if (alone) await engine.close();
  const env = alone ? {} : { DATABASE_URL: 'd1+http://127.0.0.1:1', D1_TOKEN: 'x'.repeat(32) };
  return run(engine, ['db', 'rollback', ...args], {
    alone,
    ...options,
    env: { ...env, ...options.env },
  });
}

describeOnEngines('db rollback', ({ open }) => {
  it('takes back the newest migration', async () => {
    const done = await rollBack(await open(), ['--json', '--yes']);
    expect(done, done.stderr).toMatchObject({ exitCode: 0, json: { rolledBack: [last] } });
    expect(done.stderr).toContain('1 migration taken back');
  });

  it('takes back every migration after a name', async () => {
    const done = await rollBack(await open(), ['--to', first, '--json', '--yes']);
    expect(done, done.stderr).toMatchObject({
      exitCode: 0,
      json: { rolledBack: names.slice(1).reverse() },
    });
  });

  it('shows the migrations, objects and rows that go, and changes nothing without a yes', async () => {
    const engine = await open();
    await engine.database
      .prepare(
        "INSERT INTO login_attempts (id, account_hash, address, succeeded) VALUES ('a', 'h', '', 1)",
      ) // prettier-ignore
      .run();
    const dry = await run(engine, ['db', 'rollback', '--to', first, '--dry-run']);
    expect(dry.exitCode, dry.stderr).toBe(0);
    expect(dry.stdout).toContain(`  ${last}\n`);
    expect(dry.stdout).toMatch(
      /with them go: tables: \d\d, columns: \d+, indexes: \d+, triggers: \d\d/,
    );
    expect(dry.stdout).toMatch(/^login_attempts +1$/m);
    const planned = await run(engine, ['db', 'rollback', '--dry-run', '--json']);
    expect(planned).toMatchObject({ exitCode: 0, json: { planned: [last], rows: [] } });

    const alone = await rollBack(engine);
    expect(alone).toMatchObject({ exitCode: 2, stdout: '' });
    expect(alone.stderr).toContain(last);
    expect(alone.stderr).toContain('nothing was changed; add --yes to do this');
    const refused = await rollBack(engine, [], { answer: false });
    expect(refused.exitCode).toBe(2);
    expect((await rollBack(engine, ['--json'], { answer: true })).json).toMatchObject({
      rolledBack: [last],
    });
  });
});

describeOnSqlite('db rollback of a file', ({ open }) => {
  it('refuses while another program has the file open', async () => {
    const engine = await open();
    const refused = await run(engine, ['db', 'rollback', '--yes'], { alone: true });
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /a program has .*test\.db open; stop the server and every command on it first; nothing was changed/,
    );
  });

  it('copies the book beside the database first, and says how to bring it back', async () => {
    const engine = await open();
    await engine.database
      .prepare(
        "INSERT INTO login_attempts (id, account_hash, address, succeeded) VALUES ('a', 'h', '', 1)",
      ) // prettier-ignore
      .run();
    const done = await rollBack(engine, ['--to', first], { answer: true });
    expect(done.exitCode, done.stderr).toBe(0);
    const folder = `${fs.realpathSync(engine.location)}.before-rollback`;
    expect(done.stderr).toMatch(
      /^the book as it was is book-\S+\.full in .*before-rollback; npm run cli -- restore --folder \S+ brings it back/m,
    );
    const restored = await run(engine, ['restore', '--folder', folder, '--yes'], { alone: true });
    expect(restored.exitCode, restored.stderr).toBe(0);
    const again = openEmbedded({ file: engine.location, threads: false });
    try {
      expect(await again.database.prepare('SELECT id FROM login_attempts').raw()).toEqual([['a']]);
    } finally {
      await again.close();
    }
  });

  it('copies the book into BACKUP_FOLDER where one is set', async () => {
    const engine = await open();
    const folder = temporaryFolder();
    const done = await rollBack(engine, ['--yes', '--json'], { env: { BACKUP_FOLDER: folder } });
    expect(done.exitCode, done.stderr).toBe(0);
    expect(done.json).toMatchObject({ copy: { folder } });
    expect(fs.readdirSync(folder).some((name) => name.endsWith('.full'))).toBe(true);
    expect(fs.existsSync(`${engine.location}.before-rollback`)).toBe(false);
  });

  it('takes nothing back when the copy cannot be made', async () => {
    const engine = await open();
    const folder = path.join(temporaryFolder(), 'away');
    const failed = await rollBack(engine, ['--yes'], { env: { BACKUP_FOLDER: folder } });
    expect(failed).toMatchObject({ exitCode: 1, stdout: '' });
    expect(failed.stderr).toContain(folder);
    const status = await run(engine, ['db', 'status', '--json'], { alone: true });
    expect(JSON.stringify(status.json)).not.toContain('pending');
  });
});

describeOnD1('db rollback on D1', ({ open }) => {
  it('names the time to which Time Travel goes back', async () => {
    const done = await rollBack(await open(), [], { answer: true });
    expect(done.exitCode, done.stderr).toBe(0);
    expect(done.stderr).toContain('stop every server on this database first');
    expect(done.stderr).toMatch(
      /npx wrangler d1 time-travel restore DATABASE --timestamp=2026-03-0\dT\S+Z brings it back/,
    );
  });
});
