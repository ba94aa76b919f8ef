import type { AddCommand } from '../shell/shell.js';
import { addWagerPlace } from './place.js';
import { addWagerVerbs } from './verbs.js';

/** The commands on wagers. */

export const addWagerCommands: AddCommand = (program, shell) => {
  const wager = program.command('wager').description('place wagers and change them');
  addWagerPlace(wager, shell);
  addWagerVerbs(wager, shell);
};
