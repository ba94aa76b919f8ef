import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createContext } from '../src/context.js';
import { testConfig } from './helpers/books/book.js';
import { temporaryFolder } from './helpers/engines/engines.js';

it.each([
  ['beside the database', undefined, (file: string) => path.dirname(file)],
  ['where the operator says', '/var/tmp', () => '/var/tmp'],
])('SQLite puts its temporary files %s', async (_where, given, expected) => {
  vi.stubEnv('SQLITE_TMPDIR', given);
  onTestFinished(() => void vi.unstubAllEnvs());
  const file = path.join(temporaryFolder(), 'test.db');
  const context = await createContext(testConfig({ DATABASE_URL: `file:${file}` }));
  await context.close();
  expect(process.env['SQLITE_TMPDIR']).toBe(expected(file));
});
