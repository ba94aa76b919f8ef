import type { AddCommand } from './shell.js';
import { addWagerPlace } from './wager-place.js';
import { addWagerVerbs } from './wager-verbs.js';

export const addWagerCommands: AddCommand = (program, shell) => {
  const wager = program.command('wager').description('place wagers and change them');
  addWagerPlace(wager, shell);
  addWagerVerbs(wager, shell);
};
