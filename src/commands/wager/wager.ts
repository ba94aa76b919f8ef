import { message } from '../../messages/message.js';
import type { AddCommand } from '../shell/shell.js';
import { addWagerPlace } from './place.js';
import { addWagerVerbs } from './verbs.js';

/** The commands on wagers. */

export const addWagerCommands: AddCommand = (program, shell) => {
  const { say } = shell;
  const wager = program.command('wager').description(say(message('wagers.help')));
  addWagerPlace(wager, shell);
  addWagerVerbs(wager, shell);
};
