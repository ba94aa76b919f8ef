import { Option } from 'commander';
import { operationIdOf, printResult, type OperationOptions } from '../shell/operation.js';
import { option, type AddCommand } from '../shell/shell.js';

/** `transaction create`: writes a pending payment; `transaction process` moves the money. */

interface CreateOptions extends OperationOptions {
  customer: string;
  type: 'deposit' | 'withdrawal';
  amount: string;
  description?: string;
}

export const addTransactionCreate: AddCommand = (transaction, shell) => {
  transaction
    .command('create')
    .description('write a pending deposit or withdrawal; nothing moves until it is processed')
    .requiredOption('--customer <customer>', 'id or email address of the customer')
    .addOption(
      new Option('--type <type>', 'which way the money goes')
        .choices(['deposit', 'withdrawal'])
        .makeOptionMandatory(),
    )
    .requiredOption('--amount <dollars>', 'such as 110 or 1,250.50')
    .option('--description <text>', 'what it is for')
    .addOption(option.operation())
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
