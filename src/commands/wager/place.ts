import { operationIdOf, printResult, type OperationOptions } from '../shell/operation.js';
import { option, type AddCommand } from '../shell/shell.js';

/** `wager place`: places one wager for a customer, named by id or email address. */

interface PlaceOptions extends OperationOptions {
  customer: string;
  amount: string;
  odds: string;
  description: string;
}

export const addWagerPlace: AddCommand = (wager, shell) => {
  wager
    .command('place')
    .description('place a wager; the stake is debited at once')
    .requiredOption('--customer <customer>', 'id or email address of the customer')
    .requiredOption('--amount <dollars>', 'the stake, such as 110 or 1,250.50')
    .requiredOption('--odds <odds>', 'such as -110 or +150, or 2.50 in a book with decimal odds')
    .requiredOption('--description <text>', 'what is bet on')
    .addOption(option.operation())
    .addOption(option.as())
    .addOption(option.json())
    .action(
      shell.run<PlaceOptions>(async (session, options) => {
        const context = await session.context();
        const { placeWager } = await import('../../services/wagers/wagers.js');
        const { toCustomerId } = await import('../../services/lists/references.js');
        const { amount, odds, description } = options;
        const result = await placeWager(context, await session.actor(), {
          operationId: await operationIdOf(session, options),
          customerId: await toCustomerId(context, options.customer),
          amount,
          odds,
          description,
        });
        return printResult(session, result);
      }),
    );
};
