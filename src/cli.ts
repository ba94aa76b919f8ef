import readline from 'node:readline/promises';
import { isYes } from './commands/shell/answers.js';
import { runCli } from './commands/program.js';
import { readHiddenLine } from './commands/shell/password-prompt.js';
import { readProcessLanguage, type Config } from './config.js';
import { makeFilesPrivate } from './file-modes.js';
import type { Context } from './context.js';

/** Entry of the operator's commands: `npm run cli -- COMMAND`. */

const language = readProcessLanguage();

async function openConfigured(options: { mustExist: boolean }): Promise<Context> {
  const [{ loadEnvFile, readProcessConfig }, { openContext }] = await Promise.all([
    import('./config.js'),
    import('./secrets.js'),
  ]);
  loadEnvFile();
  return openContext(readProcessConfig(), options);
}

async function readSettings(): Promise<Config> {
  const { loadEnvFile, readProcessConfig } = await import('./config.js');
  loadEnvFile();
  return readProcessConfig();
}

async function openAt(databaseUrl: string, mustExist: boolean): Promise<Context> {
  const [{ loadEnvFile, readProcessConfig }, { createContext }] = await Promise.all([
    import('./config.js'),
    import('./context.js'),
  ]);
  loadEnvFile();
  return createContext(readProcessConfig({ DATABASE_URL: databaseUrl }), { mustExist });
}

async function askYesOrNo(question: string): Promise<boolean> {
  const terminal = readline.createInterface({ input: process.stdin, output: process.stderr });
  try {
    return isYes(await terminal.question(`${question} `), language);
  } finally {
    terminal.close();
  }
}

async function readLine(): Promise<string | undefined> {
  const lines = readline.createInterface({ input: process.stdin });
  for await (const line of lines) return line;
  return undefined;
}

const isTerminal = process.stdin.isTTY && process.stderr.isTTY;

makeFilesPrivate();
process.exitCode = await runCli(process.argv.slice(2), {
  language,
  write: (text) => process.stdout.write(text),
  note: (text) => process.stderr.write(text),
  ask: isTerminal ? askYesOrNo : null,
  readSecret: isTerminal
    ? (question) => readHiddenLine(process.stdin, process.stderr, question)
    : undefined,
  readLine,
  openContext: openConfigured,
  readSettings,
  openContextAt: openAt,
  loadResources: async () => (await import('../resources/index.js')).resources,
});
