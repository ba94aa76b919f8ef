import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../../helpers/commands/run.js';
import { describeOnSqlite, temporaryFolder } from '../../helpers/engines/engines.js';

const readers: string[][] = [
  ['db', 'check'],
  ['db', 'status'],
  ['db', 'readings'],
  ['db', 'migrate', '--dry-run'],
  ['db', 'rollback', '--yes'],
  ['db', 'rollback', '--dry-run'],
  ['db', 'seed'],
  ['reconcile'],
  ['search-index', 'status'],
  ['user', 'list'],
  ['backup', 'create', '--folder', '/nowhere'],
];

describeOnSqlite('a mistyped path of the database', ({ open }) => {
  it.each(readers)('is refused by %s %s, which makes nothing there', async (...args) => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'bok.db');
    const env = { DATABASE_URL: `file:${file}` };
    const refused = await run(await open(), args.filter(Boolean), { env, alone: true });
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toBe(
      `error: no such file: ${file}; correct the path of the database; npm run db:migrate makes a new one at DATABASE_URL\n`,
    );
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it('is a new database for db migrate, in a folder that exists', async () => {
    const folder = temporaryFolder();
    const env = { DATABASE_URL: `file:${path.join(folder, 'new.db')}` };
    const made = await run(await open(), ['db', 'migrate'], { env, alone: true });
    expect(made.exitCode, made.stderr).toBe(0);
    const away = { DATABASE_URL: `file:${path.join(folder, 'away', 'new.db')}` };
    const refused = await run(await open(), ['db', 'migrate'], { env: away, alone: true });
    expect(refused.stderr).toContain('away does not exist');
    expect(fs.existsSync(path.join(folder, 'away'))).toBe(false);
  });

  it('answers in Spanish too', async () => {
    const file = path.join(temporaryFolder(), 'bok.db');
    const env = { DATABASE_URL: `file:${file}` };
    const refused = await run(await open(), ['db', 'check'], { env, alone: true, language: 'es' });
    expect(refused.stderr).toContain(`no existe el archivo ${file}`);
  });
});
