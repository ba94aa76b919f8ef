import { message } from '../../messages/message.js';
import type { AddCommand } from '../shell/shell.js';
import { addTransactionAdjust } from './adjust.js';
import { addTransactionCreate } from './create.js';
import { addTransactionVerbs } from './verbs.js';

/** The commands on transactions. */

export const addTransactionCommands: AddCommand = (program, shell) => {
  const { say } = shell;
  const transaction = program.command('transaction').description(say(message('transactions.help')));
  addTransactionCreate(transaction, shell);
  addTransactionVerbs(transaction, shell);
  addTransactionAdjust(transaction, shell);
};
