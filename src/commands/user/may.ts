import { Option } from 'commander';
import type { AccessStep } from '../../admin/contract/access.js';
import { message, type Message } from '../../messages/message.js';
import type { AddCommand } from '../shell/shell.js';

/** `user may`: why a login may do something, or not. It changes nothing. */

const head = [
  message('access.column_rule'),
  message('access.column_open'),
  message('access.column_reason'),
  message('access.column_where'),
];

export const addUserMay: AddCommand = (user, shell) => {
  const { option, say } = shell;
  user
    .command('may')
    .description(say(message('access.help_may')))
    .argument('<username>', say(message('access.help_username')))
    .argument('<table>', say(message('access.help_table')))
    .argument('[record]', say(message('access.help_record')))
    .argument('[action]', say(message('access.help_action')))
    .addOption(new Option('--action <name>', say(message('access.help_action'))))
    .addOption(new Option('--field <name>', say(message('access.help_field'))))
    .addOption(option.json())
    .action(
      shell.run<
        { action?: string; field?: string },
        [string, string, string | undefined, string | undefined]
      >(async (session, { action, field }, login, table, record, second) => {
        const context = await session.context();
        const [{ createPanels }, { noAssets }, { explainAccess }, resources] = await Promise.all([
          import('../../admin/panels/panels.js'),
          import('../../admin/panels/assets.js'),
          import('../../admin/access/explain.js'),
          session.terminal.loadResources?.() ?? [],
        ]);
        const panels = await createPanels(context, resources, { assets: noAssets });
        const actor = await session.actorOrSystem();
        const asked = { login, table, record, field, action: second ?? action };
        const { isAllowed, steps } = await explainAccess(context, actor, panels, asked);
        await session.print({ isAllowed, steps }, { head, rows: steps.map(toRow) });
        return undefined;
      }),
    );
};

function toRow({ title, isOpen, text, file, key }: AccessStep<Message>) {
  const where = [file, key].filter((part) => part !== undefined).join(' ');
  return [title, message(isOpen ? 'access.open' : 'access.closed'), text, where];
}
