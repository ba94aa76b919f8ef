import v8 from 'node:v8';
import { toVisible } from './commands/shell/visible.js';
import { loadEnvFile, readProcessConfig, readProcessLanguage } from './config.js';
import { DomainError, ProblemsError } from './errors.js';
import { makeFilesPrivate } from './file-modes.js';
import { message, verbatim, type Message } from './messages/message.js';
import { render } from './messages/render.js';
import { serve, type RunningServer, type ServeOptions } from './serve.js';

/** Runs a server as a process: output, signals, exit codes. */

const EXIT = { failed: 1, wrongEnvironment: 2 } as const;

const say = (said: Message) => toVisible(render(said, readProcessLanguage()));

const printLine = (said: Message) => void process.stdout.write(`${say(said)}\n`);

/** Starts the server that the environment describes; a problem ends the process. */
export async function runServer(options: Omit<ServeOptions, 'say'>): Promise<void> {
  // By default the heap grows to several times its live objects before a collection.
  v8.setFlagsFromString('--heap-growing-percent=30');
  makeFilesPrivate();
  try {
    loadEnvFile();
    const server = await serve(readProcessConfig(), { ...options, say: printLine });
    stopOnSignal(server);
    printLine(message('setup.started', { address: server.address }));
    server.notes.forEach(printLine);
  } catch (error) {
    fail(error);
  }
}

/** Prints the problem in plain words and ends the process. */
function fail(error: unknown): void {
  const problem = error instanceof DomainError ? error.whole : verbatim((error as Error).message);
  process.stderr.write(`${say(message('commands.error', { label: 'label.error', problem }))}\n`);
  process.exit(error instanceof ProblemsError ? EXIT.wrongEnvironment : EXIT.failed);
}

function stopOnSignal(server: RunningServer): void {
  let stopping = false;
  server.panels.catch((error: unknown) => {
    if (!stopping) fail(error);
  });
  const stop = () => {
    // Ctrl-C in a terminal signals npm and this process: the second signal changes nothing.
    if (stopping) return;
    stopping = true;
    server.stop().then(() => {
      printLine(message('setup.stopped'));
      process.exit(0);
    }, fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
