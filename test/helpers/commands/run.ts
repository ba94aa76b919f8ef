import { resources } from '../../../resources/index.js';
import { runCli } from '../../../src/commands/program.js';
import type { Terminal } from '../../../src/commands/shell/session.js';
import { readConfig } from '../../../src/config.js';
import { createContext } from '../../../src/context.js';
import type { Clock } from '../../../src/db/ids.js';
import { openContext } from '../../../src/secrets.js';
import type { Engine } from '../../../src/db/types.js';
import type { Language } from '../../../src/messages/language.js';
import { steppableClock } from '../books/book.js';

/** Runs one command line on a database and returns its exit code and output. */

export interface Printed {
  exitCode: number;
  stdout: string;
  stderr: string;
  /** stdout as JSON. */
  json: unknown;
}

export interface RunOptions {
  env?: Record<string, string>;
  /** Language of the operator, whatever the locale of the machine; English by default. */
  language?: Language;
  /** The operator's answer to every question; without it there is no terminal to ask at. */
  answer?: boolean;
  /** Passwords that the operator types, in order. */
  secrets?: string[];
  /** The first line of stdin. */
  line?: string;
  /** Node's arguments that start the server of a drill. */
  serverProgram?: string[];
  /** The command opens the database itself, because the test has closed its own engine. */
  alone?: boolean;
  /** Runs D1's export into a file. */
  exportD1?: Terminal['exportD1'];
  /** The clock of the book; by default it shows the time at which books of tests begin. */
  clock?: Clock;
}

export async function run(
  engine: Engine,
  args: readonly string[],
  {
    env = {},
    language = 'en',
    answer,
    secrets,
    line,
    serverProgram,
    alone = false,
    exportD1,
    clock = steppableClock(),
  }: RunOptions = {},
): Promise<Printed> {
  let stdout = '';
  let stderr = '';
  const database = engine.name === 'embedded' ? { DATABASE_URL: `file:${engine.location}` } : {};
  const settings = () => readConfig({ LOG_LEVEL: 'silent', ...database, ...env });
  const terminal: Terminal = {
    language,
    write: (text) => (stdout += text),
    note: (text) => (stderr += text),
    ask: answer === undefined ? null : () => Promise.resolve(answer),
    readSecret: secrets && (() => Promise.resolve(secrets.shift() ?? '')),
    readLine: () => Promise.resolve(line),
    now: () => clock.now(),
    serverProgram,
    exportD1,
    loadResources: () => Promise.resolve(resources),
    readSettings: () => Promise.resolve(settings()),
    openContext: async (options) => {
      const config = settings();
      if (alone) return openContext(config, { clock, passwordCost: 4, ...options });
      const context = await createContext(config, { engine, clock, passwordCost: 4 });
      return { ...context, close: () => Promise.resolve() };
    },
  };
  const exitCode = await runCli(args, terminal);
  return {
    exitCode,
    stdout,
    stderr,
    get json(): unknown {
      return JSON.parse(stdout) as unknown;
    },
  };
}
