import { message } from '../../messages/message.js';
import { operationIdOf, printResult, type OperationOptions } from '../shell/operation.js';
import type { AddCommand } from '../shell/shell.js';

/** `transaction adjust`: changes a balance at once, with a reason. */

interface AdjustOptions extends OperationOptions {
  customer: string;
  amount: string;
  reason: string;
  allowNegative?: boolean;
}

export const addTransactionAdjust: AddCommand = (transaction, shell) => {
  const { option, say } = shell;
  transaction
    .command('adjust')
    .description(say(message('transactions.help_adjust')))
    .requiredOption('--customer <customer>', say(message('commands.customer')))
    .requiredOption('--amount <dollars>', say(message('transactions.help_adjust_amount')))
    .requiredOption('--reason <text>', say(message('transactions.help_reason')))
    .option('--allow-negative', say(message('transactions.help_allow_negative')))
    .addOption(option.operation())
    .addOption(option.carryClock())
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
