import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '../src/config.js';
import { loadSecrets, openContext } from '../src/secrets.js';
import { parseDataKeys } from '../src/services/encryption/sealing.js';
import { temporaryFolder } from './helpers/engines/engines.js';

const inFolder = (env: Record<string, string> = {}) => {
  const file = path.join(temporaryFolder(), 'book.db');
  return { config: readConfig({ DATABASE_URL: `file:${file}`, ...env }), file };
};

it('creates secrets once, outside production, in a file that only its owner reads', () => {
  const { config, file } = inFolder();
  const secrets = loadSecrets(config);
  expect(loadSecrets(config)).toEqual(secrets);
  expect(fs.statSync(`${file}.secrets.json`).mode & 0o777).toBe(0o600);
  expect(fs.readdirSync(path.dirname(file))).toEqual(['book.db.secrets.json']);
  expect(parseDataKeys(secrets.dataKey).map(({ id }) => id)).toEqual(['local']);
});

it('creates other secrets for another database', () => {
  expect(loadSecrets(inFolder().config)).not.toEqual(loadSecrets(inFolder().config));
});

it('keeps a kept key readable after DATA_KEY is set', () => {
  const { config, file } = inFolder();
  loadSecrets(config);
  const key = 'k1:a data key that is long enough for it';
  const later = loadSecrets(readConfig({ DATABASE_URL: `file:${file}`, DATA_KEY: key }));
  expect(parseDataKeys(later.dataKey).map(({ id }) => id)).toEqual(['k1', 'local']);
});

it('writes nothing where both are set', () => {
  const { config, file } = inFolder({ SESSION_SECRET: 's'.repeat(32), DATA_KEY: 'd'.repeat(32) });
  expect(loadSecrets(config)).toEqual({
    sessionSecret: 's'.repeat(32),
    dataKey: 'd'.repeat(32),
  });
  expect(fs.readdirSync(path.dirname(file))).toEqual([]);
});

it('names the kept file when it was changed', () => {
  const { config, file } = inFolder();
  fs.writeFileSync(`${file}.secrets.json`, '{"sessionSecret": "short"}');
  expect(() => loadSecrets(config)).toThrow(/cannot read the kept secrets in .*book.db.secrets/);
});

it('creates no secrets beside a file that is no database', async () => {
  const { config, file } = inFolder();
  fs.writeFileSync(file, 'this is a letter, not a database'.repeat(200));
  await expect(openContext(config)).rejects.toThrow(/not a SQLite database/);
  expect(fs.readdirSync(path.dirname(file))).toEqual(['book.db']);
});
