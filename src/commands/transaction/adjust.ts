import { operationIdOf, printResult, type OperationOptions } from '../shell/operation.js';
import { option, type AddCommand } from '../shell/shell.js';

/** `transaction adjust`: changes a balance at once, with a reason. */

interface AdjustOptions extends OperationOptions {
  customer: string;
  amount: string;
  reason: string;
  allowNegative?: boolean;
}

export const addTransactionAdjust: AddCommand = (transaction, shell) => {
  transaction
    .command('adjust')
    .description('correct a balance by a completed deposit or withdrawal that says why')
    .requiredOption('--customer <customer>', 'id or email address of the customer')
    .requiredOption('--amount <dollars>', 'positive adds to the balance, negative takes from it')
    .requiredOption('--reason <text>', 'why; kept with the change')
    .option('--allow-negative', 'the balance may end below zero')
    .addOption(option.operation())
    .addOption(option.as())
    .addOption(option.json())
    .action(
      shell.run<AdjustOptions>(async (session, options) => {
        const context = await session.context();
        const { adjustBalance } = await import('../../services/transactions/transactions.js');
        const { toCustomerId } = await import('../../services/lists/references.js');
        const { amount, reason, allowNegative } = options;
        const result = await adjustBalance(context, await session.actor(), {
          operationId: await operationIdOf(session, options),
          customerId: await toCustomerId(context, options.customer),
          amount,
          reason,
          allowNegative,
        });
        return printResult(session, result);
      }),
    );
};
