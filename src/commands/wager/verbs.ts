import { Option } from 'commander';
import type { WagerResult, WagerVerb } from '../../domain/wager.js';
import { message, type PlainKey } from '../../messages/message.js';
import {
  operationIdOf,
  previewed,
  printResult,
  type OperationOptions,
} from '../shell/operation.js';
import { EXIT } from '../shell/session.js';
import type { AddCommand } from '../shell/shell.js';

/** The verbs that change wagers: one command each, one path for all. */

interface VerbOptions extends OperationOptions {
  result?: WagerResult;
  reason?: string;
}

interface Verb {
  verb: WagerVerb;
  description: PlainKey;
  results?: WagerResult[];
}

const verbs: Verb[] = [
  { verb: 'accept', description: 'wagers.help_accept' },
  {
    verb: 'settle',
    description: 'wagers.help_settle',
    results: ['win', 'loss', 'push'],
  },
  { verb: 'void', description: 'wagers.help_void' },
  { verb: 'cancel', description: 'wagers.help_cancel' },
  {
    verb: 'regrade',
    description: 'wagers.help_regrade',
    results: ['win', 'loss', 'push', 'void'],
  },
  { verb: 'reopen', description: 'wagers.help_reopen' },
];

export const addWagerVerbs: AddCommand = (wager, shell) => {
  const { option, say } = shell;
  for (const { verb, description, results } of verbs) {
    const command = wager
      .command(verb)
      .description(say(message(description)))
      .argument('<wagers...>', say(message('wagers.help_numbers')));
    if (results) {
      const result = new Option('--result <result>', say(message('wagers.help_result'))).choices(
        results,
      );
      command.addOption(result.makeOptionMandatory());
    }
    command
      .addOption(option.reason())
      .addOption(option.operation())
      .addOption(option.carryClock())
      .addOption(option.as())
      .addOption(option.dryRun())
      .addOption(option.yes())
      .addOption(option.json())
      .action(
        shell.run<VerbOptions, [string[]]>(async (session, options, references) => {
          const context = await session.context();
          const { toWagerIds } = await import('../../services/lists/references.js');
          const wagers = await import('../../services/wagers/wagers.js');
          const change = {
            accept: wagers.acceptWagers,
            settle: wagers.settleWagers,
            void: wagers.voidWagers,
            cancel: wagers.cancelWagers,
            regrade: wagers.regradeWagers,
            reopen: wagers.reopenWagers,
          }[verb];
          const ids = await toWagerIds(context, references);
          const { result, reason } = options;
          const expectedVersions = await previewed(session, {
            ...{ kind: `wager.${verb}`, ids, result, reason },
          });
          if (expectedVersions === null) return EXIT.done;
          const operationId = await operationIdOf(session, options);
          const input = { operationId, ids, result, reason, expectedVersions };
          return printResult(session, await change(context, await session.actor(), input));
        }),
      );
  }
};
