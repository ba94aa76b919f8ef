import { message } from '../../messages/message.js';
import { operationIdOf, printResult, type OperationOptions } from '../shell/operation.js';
import type { AddCommand } from '../shell/shell.js';

/** `wager place`: places one wager for a customer, named by id or email address. */

interface PlaceOptions extends OperationOptions {
  customer: string;
  amount: string;
  odds: string;
  description: string;
  startsAt?: string;
  reason?: string;
}

export const addWagerPlace: AddCommand = (wager, shell) => {
  const { option, say } = shell;
  wager
    .command('place')
    .description(say(message('wagers.help_place')))
    .requiredOption('--customer <customer>', say(message('commands.customer')))
    .requiredOption('--amount <dollars>', say(message('wagers.help_amount')))
    .requiredOption('--odds <odds>', say(message('wagers.help_odds')))
    .requiredOption('--description <text>', say(message('wagers.help_description')))
    .option('--starts-at <time>', say(message('wagers.help_starts_at')))
    .option('--reason <text>', say(message('wagers.help_place_reason')))
    .addOption(option.operation())
    .addOption(option.carryClock())
    .addOption(option.as())
    .addOption(option.json())
    .action(
      shell.run<PlaceOptions>(async (session, options) => {
        const context = await session.context();
        const { placeWager } = await import('../../services/wagers/wagers.js');
        const { toCustomerId } = await import('../../services/lists/references.js');
        const { amount, odds, description, startsAt: eventStartsAt, reason } = options;
        const result = await placeWager(context, await session.actor(), {
          operationId: await operationIdOf(session, options),
          customerId: await toCustomerId(context, options.customer),
          amount,
          odds,
          ...{ description, eventStartsAt, reason },
        });
        return printResult(session, result);
      }),
    );
};
