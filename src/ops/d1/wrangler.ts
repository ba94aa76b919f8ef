import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { DomainError } from '../../errors.js';
import { message, verbatim } from '../../messages/message.js';
import { projectRoot } from '../../paths.js';
import { databaseName } from './database-name.js';

/** Cloudflare's own command, with the operator's sign-in. */

const LAST_LINES = 4;

/** Wrangler's program in this project. */
const PROGRAM = path.join(projectRoot, 'node_modules/wrangler/bin/wrangler.js');

/**
 * Exports the database of `wrangler.jsonc` into a file.
 * @throws DomainError with wrangler's last lines
 */
export async function exportByWrangler(
  file: string,
  signal?: AbortSignal,
  program = PROGRAM,
): Promise<void> {
  if (!fs.existsSync(program)) {
    throw new DomainError('configuration', message('backup.no_wrangler'), {
      hint: message('backup.no_wrangler_hint'),
    });
  }
  const args = ['d1', 'export', databaseName(), '--remote', '--skip-confirmation'];
  const child = spawn(process.execPath, [program, ...args, `--output=${file}`], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal && { signal }),
  });
  let output = '';
  const keep = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  if (code === 0) return;
  const lines = output.trim().split('\n').filter(Boolean).slice(-LAST_LINES);
  throw new DomainError(
    'unavailable',
    message('backup.export_failed', { problem: verbatim(lines.join(' ')) }),
    { hint: message('backup.export_failed_hint') },
  );
}
