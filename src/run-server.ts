import v8 from 'node:v8';
import { loadEnvFile, readProcessConfig } from './config.js';
import { DomainError, ProblemsError } from './errors.js';
import { serve, type RunningServer, type ServeOptions } from './serve.js';

/** A server as a process: what it prints, its signals, its exit codes. */

const EXIT = { failed: 1, wrongEnvironment: 2 } as const;

const say = (text: string) => void process.stdout.write(`${text}\n`);

/** Starts the server that the environment describes; a problem ends the process. */
export async function runServer(options: Omit<ServeOptions, 'say'>): Promise<void> {
  // By itself the heap grows to several times of what lives in it before it is swept.
  v8.setFlagsFromString('--heap-growing-percent=30');
  try {
    loadEnvFile();
    const server = await serve(readProcessConfig(), { ...options, say });
    stopOnSignal(server);
    say(`Fire22 Dashboard: ${server.address}/admin`);
    server.notes.forEach(say);
  } catch (error) {
    fail(error);
  }
}

/** What is wrong in plain words, for people. */
function fail(error: unknown): void {
  const text = error instanceof DomainError ? error.text : (error as Error).message;
  process.stderr.write(`error: ${text}\n`);
  process.exit(error instanceof ProblemsError ? EXIT.wrongEnvironment : EXIT.failed);
}

function stopOnSignal(server: RunningServer): void {
  let stopping = false;
  server.panels.catch((error: unknown) => {
    if (!stopping) fail(error);
  });
  const stop = () => {
    // Ctrl-C in a terminal reaches npm and this process: the second one asks for nothing new.
    if (stopping) return;
    stopping = true;
    server.stop().then(() => {
      say('Stopped.');
      process.exit(0);
    }, fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
