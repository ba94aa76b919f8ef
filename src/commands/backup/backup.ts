import { message } from '../../messages/message.js';
import type { AddCommand } from '../shell/shell.js';
import { addBackupCreate } from './create.js';
import { addBackupExport } from './export.js';
import { addBackupList } from './list.js';
import { addBackupVerify } from './verify.js';

/** The commands on copies of the book. */

export const addBackupCommands: AddCommand = (program, shell) => {
  const backup = program.command('backup').description(shell.say(message('backup.help')));
  addBackupCreate(backup, shell);
  addBackupList(backup, shell);
  addBackupVerify(backup, shell);
  addBackupExport(backup, shell);
};
