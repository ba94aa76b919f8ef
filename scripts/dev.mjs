/**
 * `npm run dev`: builds the browser's files, and rebuilds them after a change; runs the server from
 * its sources, and restarts it after a change of them or of .env. Open pages reload after either.
 */
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { watchAssets } from './assets/watch.mjs';

const inScripts = (file) => path.join(import.meta.dirname, file);
const root = path.dirname(import.meta.dirname);

execFileSync(process.execPath, [inScripts('build-assets.mjs')], { stdio: 'inherit' });
await watchAssets((text) => process.stdout.write(`${text}\n`));

const tsx = fileURLToPath(import.meta.resolve('tsx/cli'));
const server = spawn(
  process.execPath,
  [tsx, 'watch', '--clear-screen=false', inScripts('dev/server.ts')],
  { cwd: root, stdio: ['pipe', 'inherit', 'inherit'] },
);
// tsx watches no file whose name begins with a dot, but restarts the server at a new line.
fs.watch(root, (_event, name) => {
  if (name === '.env') server.stdin.write('\n');
});
process.stdin.pipe(server.stdin, { end: false });
// A terminal sends Ctrl-C to the server too; at a second one tsx would kill it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => server.kill('SIGTERM'));
server.on('exit', (code) => process.exit(code ?? 0));
