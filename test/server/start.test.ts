import Sqlite from 'better-sqlite3';
import fs from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../src/config.js';
import { DomainError } from '../../src/errors.js';
import { serve } from '../../src/serve.js';
import { temporaryFolder } from '../helpers/engines/engines.js';
import { sharedWorld, whenDone } from '../helpers/run/shared-world.js';
import { migratedFile, PRODUCTION, startServer, type Ended } from './process.js';

/** Starts a server and returns its refusal; fails when it starts. */
async function refusal(env: Record<string, string>): Promise<string> {
  const config = readConfig({ PORT: '0', LOG_LEVEL: 'silent', ...env });
  const started = serve(config, { loadResources: () => Promise.resolve([]), say: () => undefined });
  const outcome = await started.catch((error: unknown) => error);
  if (!(outcome instanceof DomainError)) throw outcome;
  expect(['configuration', 'unavailable']).toContain(outcome.code);
  expect(outcome.text).not.toMatch(/\n\s+at |node_modules|SELECT/);
  return outcome.text;
}

function expectPlain({ stdout, stderr }: Ended): void {
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^error: /);
  expect(stderr).not.toMatch(/\n\s+at |node_modules|\.[jt]s:\d/);
}

/** Takes a port that something listens on. */
async function takenPort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** Starts a server on a file that another program holds: its wait of seconds goes on meanwhile. */
const held = sharedWorld(async () => {
  const { file, url } = migratedFile();
  const holder = new Sqlite(file);
  whenDone(() => holder.close());
  holder.pragma('locking_mode = EXCLUSIVE');
  holder.exec('BEGIN EXCLUSIVE');
  return Promise.resolve(startServer({ DATABASE_URL: url }));
});

describe('a wrong environment', () => {
  it('is refused all at once, with exit code 2', async () => {
    const ended = await startServer({
      NODE_ENV: 'production',
      PORT: 'many',
      DATABASE_URL: 'mysql://localhost/book',
      BOOK_TIMEZONE: 'Mars/Olympus',
      WEEK_START: 'someday',
      ODDS_FORMAT: 'fractional',
      TRUST_PROXY: 'true',
      REQUIRE_ADMIN_2FA: 'perhaps',
      SESSION_IDLE_MINUTES: '0',
      DATA_KEY: 'short',
    }).ended;
    expect(ended.code).toBe(2);
    expectPlain(ended);
    for (const name of [
      'PORT: must be a port number',
      'DATABASE_URL: must be file:PATH or d1+https://HOST',
      'BOOK_TIMEZONE: must be a time zone',
      'WEEK_START: must be a day of the week',
      'ODDS_FORMAT: must be american or decimal',
      'TRUST_PROXY: must be false, a number of proxies, or addresses',
      'REQUIRE_ADMIN_2FA: must be true or false',
      'SESSION_IDLE_MINUTES: must be a whole number from 1 to 1440',
      'DATA_KEY: needs at least 32 characters',
      'SESSION_SECRET: is required in production',
    ]) {
      expect(ended.stderr).toContain(`  - ${name}`);
    }
  });

  it('is refused for a list of data keys too', async () => {
    const env = { DATABASE_URL: migratedFile().url, DATA_KEY: `k1:${'x'.repeat(40)},k2:short` };
    expect(await refusal(env)).toMatch(/DATA_KEY: every key needs at least 32 characters/);
  });
});

describe('a database that cannot be used', () => {
  const cases: [string, (file: string) => void, RegExp][] = [
    [
      'is no database',
      (file) => fs.writeFileSync(file, 'Dear diary, '.repeat(1000)),
      /cannot open .*: it is not a SQLite database/,
    ],
    ['is a folder', (file) => fs.mkdirSync(file), /cannot open .*: it is a folder/],
    [
      'belongs to another program',
      (file) => change(file, 'CREATE TABLE songs (id INTEGER PRIMARY KEY)'),
      /the database has tables of another program \(songs\) and lacks the migration history of this one/,
    ],
    [
      'is newer than this code',
      (file) => {
        fs.copyFileSync(migratedFile().file, file);
        change(file, `INSERT INTO migrations (name, hash) VALUES ('20990101000000_later', 'x')`);
      },
      /the database is newer than this code: .* lacks 20990101000000_later/,
    ],
  ];

  it.each(cases)(
    'is refused with its reason and left unchanged when it %s',
    async (_what, prepare, message) => {
      const folder = temporaryFolder();
      const file = path.join(folder, 'book.db');
      prepare(file);
      const content = () => (fs.statSync(file).isFile() ? readAll(file) : fs.readdirSync(file));
      const before = content();
      expect(await refusal({ DATABASE_URL: `file:${file}` })).toMatch(message);
      expect(content()).toEqual(before);
    },
  );

  it('is refused when its folder is missing, and no folder is made', async () => {
    const folder = path.join(temporaryFolder(), 'missing');
    expect(await refusal({ DATABASE_URL: `file:${folder}/book.db` })).toContain(
      `the database’s folder ${folder} does not exist`,
    );
    expect(fs.existsSync(folder)).toBe(false);
  });

  it('is refused in production when migrations are pending, with the way out', async () => {
    const file = path.join(temporaryFolder(), 'book.db');
    expect(await refusal({ ...PRODUCTION, DATABASE_URL: `file:${file}` })).toMatch(
      /migrations are pending: .*run npm run db:migrate/,
    );
  });

  it('is refused when it was written with another data key', async () => {
    const { file, url } = migratedFile();
    change(
      file,
      `INSERT INTO data_keys (key_id, check_value) VALUES ('k1', 'enc:v1:k1:${'A'.repeat(60)}')`,
    );
    expect(await refusal({ ...PRODUCTION, DATABASE_URL: url })).toContain(
      'the key k1 is not the one that this database was written with',
    );
  });
});

describe('a port that cannot be listened on', () => {
  it('is refused when it is taken', async () => {
    const port = await takenPort();
    const ended = await startServer({
      ...PRODUCTION,
      DATABASE_URL: migratedFile().url,
      PORT: String(port),
    }).ended;
    expect(ended.code).toBe(1);
    expectPlain(ended);
    expect(ended.stderr).toBe(
      `error: port ${port} on 127.0.0.1 is taken; stop the other program, or set PORT\n`,
    );
  });

  it('is refused when the address is another machine’s', async () => {
    const env = { ...PRODUCTION, DATABASE_URL: migratedFile().url, HOST: '192.0.2.1' };
    expect(await refusal(env)).toContain('192.0.2.1 is not an address of this machine; set HOST');
  });
});

it('waits for a database that another program holds, and is refused in the end', async () => {
  const ended = await held().ended;
  expect(ended.code).toBe(1);
  expectPlain(ended);
  expect(ended.stderr).toMatch(/another program has locked it/);
});

function change(file: string, sql: string): void {
  const database = new Sqlite(file);
  database.exec(sql);
  database.close();
}

/** Reads every row of every table: the content of a file, whatever its journal. */
function readAll(file: string): unknown {
  const bytes = fs.readFileSync(file);
  if (!bytes.subarray(0, 15).equals(Buffer.from('SQLite format 3'))) return bytes;
  const database = new Sqlite(file, { readonly: true });
  const tables = database
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
    .all() as { name: string; sql: string }[];
  const content = tables.map(({ name, sql }) => [
    sql,
    database.prepare(`SELECT * FROM "${name}"`).all(),
  ]);
  database.close();
  return content;
}
