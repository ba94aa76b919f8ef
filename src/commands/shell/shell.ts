import { Option, type Command } from 'commander';
import { EXIT, Session, type CommonOptions, type ExitCode, type Terminal } from './session.js';

/**
 * The frame of every command. A command file adds one command to its parent: options first, then
 * `shell.run` with its work. Commands import services inside `run`, so that the start of one command
 * does not load the services of the others.
 */

export type Handler<Options, Args extends unknown[]> = (
  session: Session,
  options: CommonOptions & Options,
  ...args: Args
) => Promise<ExitCode | undefined>;

export interface Shell {
  /** Makes the action of a command; its exit code is 0 unless the handler returns another. */
  run<Options = object, Args extends unknown[] = []>(
    handler: Handler<Options, Args>,
  ): (...received: unknown[]) => Promise<void>;
}

export type AddCommand = (parent: Command, shell: Shell) => void;

export const option = {
  json: () => new Option('--json', 'print data as JSON'),
  dryRun: () => new Option('--dry-run', 'say what would happen and change nothing'),
  yes: () => new Option('--yes', 'do not ask'),
  as: () => new Option('--as <user>', 'username of the login that acts'),
  operation: () =>
    new Option('--operation <id>', 'id of this operation: the same id again changes nothing more'),
  reason: () => new Option('--reason <text>', 'why; kept with the change'),
};

export interface RunningShell extends Shell {
  exitCode(): ExitCode;
}

export function createShell(terminal: Terminal): RunningShell {
  let exitCode: ExitCode = EXIT.done;
  return {
    exitCode: () => exitCode,
    run: <Options, Args extends unknown[]>(handler: Handler<Options, Args>) => {
      return async (...received: unknown[]) => {
        const command = received.at(-1) as Command;
        const args = received.slice(0, -2) as Args;
        const options = command.optsWithGlobals<CommonOptions & Options>();
        const session = new Session(terminal, options);
        try {
          exitCode = (await handler(session, options, ...args)) ?? EXIT.done;
        } finally {
          await session.close();
        }
      };
    },
  };
}
