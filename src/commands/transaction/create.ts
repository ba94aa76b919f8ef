import { Option } from 'commander';
import { message } from '../../messages/message.js';
import { operationIdOf, printResult, type OperationOptions } from '../shell/operation.js';
import type { AddCommand } from '../shell/shell.js';

/** `transaction create`: writes a pending payment; `transaction process` moves the money. */

interface CreateOptions extends OperationOptions {
  customer: string;
  type: 'deposit' | 'withdrawal';
  amount: string;
  description?: string;
}

export const addTransactionCreate: AddCommand = (transaction, shell) => {
  const { option, say } = shell;
  transaction
    .command('create')
    .description(say(message('transactions.help_create')))
    .requiredOption('--customer <customer>', say(message('commands.customer')))
    .addOption(
      new Option('--type <type>', say(message('transactions.help_type')))
        .choices(['deposit', 'withdrawal'])
        .makeOptionMandatory(),
    )
    .requiredOption('--amount <dollars>', say(message('transactions.help_amount')))
    .option('--description <text>', say(message('transactions.help_description')))
    .addOption(option.operation())
    .addOption(option.carryClock())
    .addOption(option.as())
    .addOption(option.json())
    .action(
      shell.run<CreateOptions>(async (session, options) => {
        const context = await session.context();
        const { createTransaction } = await import('../../services/transactions/transactions.js');
        const { toCustomerId } = await import('../../services/lists/references.js');
        const { type, amount, description } = options;
        const result = await createTransaction(context, await session.actor(), {
          operationId: await operationIdOf(session, options),
          customerId: await toCustomerId(context, options.customer),
          type,
          amount,
          description,
        });
        return printResult(session, result);
      }),
    );
};
