import type { AddCommand } from './shell.js';
import { addUserCreate } from './user-create.js';
import { addUserList } from './user-list.js';
import { addUserResetSecondFactor } from './user-reset-second-factor.js';
import { addUserSessions } from './user-sessions.js';
import { addUserSetPassword } from './user-set-password.js';
import { addUserStatus } from './user-status.js';

export const addUserCommands: AddCommand = (program, shell) => {
  const user = program.command('user').description('logins: make, list and end them');
  addUserCreate(user, shell);
  addUserList(user, shell);
  addUserSetPassword(user, shell);
  addUserStatus(user, shell);
  addUserResetSecondFactor(user, shell);
  addUserSessions(user, shell);
};
