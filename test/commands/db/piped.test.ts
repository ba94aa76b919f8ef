import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';
import { projectRoot } from '../../../src/paths.js';
import { describeOnSqlite, temporaryFolder } from '../../helpers/engines/engines.js';

const runFile = promisify(execFile);

describeOnSqlite('a command in a pipe', () => {
  it('prints nothing but its JSON to stdout by npm run -s', async () => {
    const file = path.join(temporaryFolder(), 'book.db');
    fs.copyFileSync(inject('migratedDatabase'), file);
    const command = ['run', '-s', 'cli', '--', 'db', 'status', '--json'];
    const { stdout } = await runFile('npm', command, {
      cwd: projectRoot,
      env: { ...process.env, DATABASE_URL: `file:${file}`, ENV_FILE: '/dev/null' },
    });
    const { migrations } = JSON.parse(stdout) as { migrations: { state: string }[] };
    expect(new Set(migrations.map(({ state }) => state))).toEqual(new Set(['applied']));
  });
});
