import readline from 'node:readline/promises';
import type { Context } from './context.js';
import { runCli } from './commands/program.js';

/** Entry of the operator's commands: `npm run cli -- COMMAND`. */

async function openContext(): Promise<Context> {
  const [{ readProcessConfig }, { openContext: open }] = await Promise.all([
    import('./config.js'),
    import('./auth/secrets.js'),
  ]);
  return open(readProcessConfig());
}

async function ask(question: string): Promise<boolean> {
  const terminal = readline.createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

process.exitCode = await runCli(process.argv.slice(2), {
  write: (text) => process.stdout.write(text),
  note: (text) => process.stderr.write(text),
  ask: process.stdin.isTTY && process.stderr.isTTY ? ask : null,
  openContext,
});
