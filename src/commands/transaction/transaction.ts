import type { AddCommand } from './shell.js';
import { addTransactionAdjust } from './transaction-adjust.js';
import { addTransactionCreate } from './transaction-create.js';
import { addTransactionVerbs } from './transaction-verbs.js';

export const addTransactionCommands: AddCommand = (program, shell) => {
  const transaction = program
    .command('transaction')
    .description('deposits, withdrawals and adjustments');
  addTransactionCreate(transaction, shell);
  addTransactionVerbs(transaction, shell);
  addTransactionAdjust(transaction, shell);
};
