import type { TransactionVerb } from '../../domain/transaction.js';
import { message, type PlainKey } from '../../messages/message.js';
import {
  operationIdOf,
  previewed,
  printResult,
  type OperationOptions,
} from '../shell/operation.js';
import { EXIT } from '../shell/session.js';
import type { AddCommand } from '../shell/shell.js';

/** The verbs that change transactions: one command each, one path for all. */

interface VerbOptions extends OperationOptions {
  reason?: string;
}

const verbs: { verb: TransactionVerb; description: PlainKey }[] = [
  { verb: 'process', description: 'transactions.help_process' },
  { verb: 'fail', description: 'transactions.help_fail' },
  { verb: 'cancel', description: 'transactions.help_cancel' },
  { verb: 'reverse', description: 'transactions.help_reverse' },
];

export const addTransactionVerbs: AddCommand = (transaction, shell) => {
  const { option, say } = shell;
  for (const { verb, description } of verbs) {
    transaction
      .command(verb)
      .description(say(message(description)))
      .argument('<ids...>', say(message('transactions.help_ids')))
      .addOption(option.reason())
      .addOption(option.operation())
      .addOption(option.carryClock())
      .addOption(option.as())
      .addOption(option.dryRun())
      .addOption(option.yes())
      .addOption(option.json())
      .action(
        shell.run<VerbOptions, [string[]]>(async (session, options, ids) => {
          const context = await session.context();
          const transactions = await import('../../services/transactions/transactions.js');
          const change = {
            process: transactions.processTransactions,
            fail: transactions.failTransactions,
            cancel: transactions.cancelTransactions,
            reverse: transactions.reverseTransactions,
          }[verb];
          const expectedVersions = await previewed(session, { kind: `transaction.${verb}`, ids });
          if (expectedVersions === null) return EXIT.done;
          const operationId = await operationIdOf(session, options);
          const input = { operationId, ids, reason: options.reason, expectedVersions };
          return printResult(session, await change(context, await session.actor(), input));
        }),
      );
  }
};
