import { CommanderError, type Command } from 'commander';
import { message } from '../messages/message.js';
import { addBackupCommands } from './backup/backup.js';
import { addReconcile } from './book/reconcile.js';
import { addStatsCommands } from './book/stats.js';
import { addDataKeyCommands } from './db/data-key-rotate.js';
import { addDbCommands } from './db/db.js';
import { addSearchIndexCommands } from './db/search-index.js';
import { addRestore } from './restore/restore.js';
import { OperatorCommand } from './shell/operator-command.js';
import { EXIT, type ExitCode, type Terminal } from './shell/session.js';
import { createShell, type Shell } from './shell/shell.js';
import { addTransactionCommands } from './transaction/transaction.js';
import { addUserCommands } from './user/user.js';
import { addWagerCommands } from './wager/wager.js';

/** The commands as one tree, and the exit codes of their errors. */

export function createProgram(terminal: Terminal, shell: Shell): Command {
  const program = new OperatorCommand(shell.say, 'npm run cli --')
    .description(shell.say(message('commands.description')))
    .helpOption('-h, --help', shell.say(message('commands.help')))
    .helpCommand('help [command]', shell.say(message('commands.help')))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => terminal.note(text),
    })
    .showHelpAfterError(shell.say(message('commands.help_hint')));
  addDbCommands(program, shell);
  addBackupCommands(program, shell);
  addRestore(program, shell);
  addWagerCommands(program, shell);
  addTransactionCommands(program, shell);
  addStatsCommands(program, shell);
  addReconcile(program, shell);
  addSearchIndexCommands(program, shell);
  addUserCommands(program, shell);
  addDataKeyCommands(program, shell);
  return program;
}

/** Runs one command line and returns its exit code: 0 done, 1 failed, 2 wrong use. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const shell = createShell(terminal);
  try {
    await createProgram(terminal, shell).parseAsync(args, { from: 'user' });
    return shell.exitCode();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
  }
}
