import { message } from '../../messages/message.js';
import type { AddCommand } from '../shell/shell.js';
import { addUserCreate } from './create.js';
import { addUserList } from './list.js';
import { addUserMay } from './may.js';
import { addUserResetSecondFactor } from './reset-second-factor.js';
import { addUserSessions } from './sessions.js';
import { addUserSetPassword } from './set-password.js';
import { addUserStatus } from './status.js';
import { addUserUnlock } from './unlock.js';

/** The commands on logins. */

export const addUserCommands: AddCommand = (program, shell) => {
  const { say } = shell;
  const user = program.command('user').description(say(message('accounts.help_user')));
  addUserCreate(user, shell);
  addUserList(user, shell);
  addUserSetPassword(user, shell);
  addUserStatus(user, shell);
  addUserUnlock(user, shell);
  addUserResetSecondFactor(user, shell);
  addUserSessions(user, shell);
  addUserMay(user, shell);
};
