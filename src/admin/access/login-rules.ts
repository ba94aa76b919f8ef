import { message } from '../../messages/message.js';
import { accessProblem, needsSecondFactor } from '../../services/accounts/account.js';
import { recordAddress } from '../request/addresses.js';
import type { AccessFacts, AccessRule } from './facts.js';

/** Rules on the login itself: those of the guard, before any table. */

const FILE = 'src/services/accounts/account.ts';

const loginPage = ({ account }: AccessFacts) => recordAddress('users', account.userId);

/** The login is active, and so is its agent. */
export const activeLogin: AccessRule = {
  name: 'login',
  title: message('access.login'),
  find: (facts) => {
    const { account } = facts;
    const problem = accessProblem(account);
    const place = { file: FILE, key: 'accessProblem', href: loginPage(facts) };
    if (problem === null) {
      const { username } = account;
      const role = `role.${account.role}` as const;
      return { isOpen: true, text: message('access.login_active', { username, role }), ...place };
    }
    return { isOpen: false, text: problem, ...place, change: message('access.change_login') };
  },
};

/** The settings admit administrators from some addresses only; the explanation knows no request. */
export const knownAddress: AccessRule = {
  name: 'address',
  title: message('access.address'),
  find: ({ context, account }) =>
    account.role === 'admin' && context.config.adminAddresses !== null
      ? {
          isOpen: true,
          text: message('access.address_listed'),
          file: '.env',
          key: 'ADMIN_ADDRESSES',
        }
      : null,
};

/** A password that somebody else set is changed first. */
export const ownPassword: AccessRule = {
  name: 'password',
  title: message('access.password'),
  find: ({ account }) =>
    account.mustChangePassword
      ? {
          isOpen: false,
          text: message('requests.change_password_first'),
          file: 'src/http/guard/guard.ts',
          key: 'requireSettledAccount',
          change: message('access.change_password'),
        }
      : { isOpen: true, text: message('access.password_own') },
};

/** A second factor is set up where the settings require it. */
export const secondFactor: AccessRule = {
  name: 'second_factor',
  title: message('pages.second_factor'),
  find: ({ context, account }) => {
    const place = { file: FILE, key: 'needsSecondFactor' };
    if (!needsSecondFactor(context, account)) {
      const { hasSecondFactor } = account;
      const key = hasSecondFactor ? 'access.second_factor_on' : 'access.second_factor_not_needed';
      return { isOpen: true, text: message(key), ...place };
    }
    return {
      isOpen: false,
      text: message('requests.set_up_second_factor_first'),
      ...place,
      change: message('access.change_second_factor'),
    };
  },
};
