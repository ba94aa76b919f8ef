import type { ActionField } from '../src/admin/contract/panel.js';
import type { OperationReport } from '../src/admin/declaration/actions.js';
import { defineResource, type Change } from '../src/admin/declaration/resource.js';
import { roles } from '../src/db/schema/book.js';
import type { Role } from '../src/domain/actor.js';
import { setPassword } from '../src/services/accounts/change-password.js';
import { removeSecondFactor } from '../src/services/accounts/second-factor.js';
import { endSessionsOf } from '../src/services/accounts/sessions.js';
import { createUser, updateUser, type UserChanges } from '../src/services/accounts/users.js';
import { accountTones } from './tones.js';

const own = ['id', 'username', 'email', 'role', 'status', 'created_at', 'last_login'];

const columnsOfChanges: Record<string, keyof UserChanges> = {
  username: 'username',
  email: 'email',
  role: 'role',
  status: 'status',
  agent_id: 'agentId',
  customer_id: 'customerId',
};

function toChanges({ after }: Change): UserChanges {
  return Object.fromEntries(
    Object.entries(after).map(([column, value]) => [columnsOfChanges[column], value]),
  ) as UserChanges;
}

const newLogin: ActionField[] = [
  { name: 'username', label: 'User name', type: 'text', required: true },
  { name: 'email', label: 'Email', type: 'text', required: true },
  {
    name: 'role',
    label: 'Role',
    type: 'select',
    required: true,
    options: roles.map((value) => ({ value, label: value })),
  },
  {
    name: 'agentId',
    label: 'Agent',
    type: 'reference',
    resourceId: 'agents',
    hint: 'of an agent login',
  },
  {
    name: 'customerId',
    label: 'Customer',
    type: 'reference',
    resourceId: 'customers',
    hint: 'of a customer login',
  },
  {
    name: 'password',
    label: 'First password',
    type: 'password',
    required: true,
    hint: 'at least 12 characters; it must be changed at the first sign-in',
  },
];

const done = (id: string, text: string): OperationReport => ({
  done: [{ id, label: id, text }],
  refused: [],
});

export const users = defineResource({
  table: 'users',
  title: 'username',
  label: 'Logins',
  singular: 'Login',
  navigation: { group: 'People', icon: 'Key' },
  list: ['username', 'email', 'role', 'status', 'agent_id', 'customer_id', 'last_login'],
  sort: { column: 'created_at', direction: 'desc' },
  columns: {
    username: { label: 'User name' },
    email: { sensitive: true },
    status: { tones: accountTones },
    must_change_password: { secret: false },
    password_changed_at: { secret: false },
    totp_enabled_at: { label: 'Second factor since' },
  },
  access: {
    admin: {
      rows: 'all',
      read: 'all',
      search: ['username', 'email'],
      write: { edit: ['username', 'email', 'role', 'status', 'agent_id', 'customer_id'] },
      actions: [
        'list',
        'show',
        'export',
        'createLogin',
        'setPassword',
        'removeSecondFactor',
        'endSessions',
      ],
    },
    agent: { rows: { column: 'id', equals: 'actor.userId' }, read: own, actions: ['show'] },
    customer: { rows: { column: 'id', equals: 'actor.userId' }, read: own, actions: ['show'] },
  },
  actions: {
    createLogin: {
      on: 'resource',
      label: 'New login',
      icon: 'PlusCircle',
      verb: 'Create',
      title: 'New login',
      fields: newLogin,
      run: async (context, actor, { fields }) => {
        const id = await createUser(context, actor, {
          username: fields['username'] ?? '',
          email: fields['email'] ?? '',
          role: (fields['role'] ?? '') as Role,
          agentId: fields['agentId'] ?? null,
          customerId: fields['customerId'] ?? null,
          password: fields['password'] ?? '',
        });
        return done(id, `the login ${fields['username'] ?? ''} was made`);
      },
    },
    setPassword: {
      on: 'record',
      label: 'Set password',
      icon: 'Lock',
      verb: 'Set password',
      title: 'Set password',
      description: 'Ends the login’s sessions. It must choose its own at the next sign-in.',
      fields: [{ name: 'password', label: 'New password', type: 'password', required: true }],
      run: async (context, actor, { ids: [userId = ''], fields }) => {
        await setPassword(context, actor, { userId, password: fields['password'] ?? '' });
        return done(userId, 'the password was set');
      },
    },
    removeSecondFactor: {
      on: 'record',
      label: 'Take second factor away',
      icon: 'Unlock',
      verb: 'Take away',
      title: 'Take the second factor away',
      description: 'After a lost phone. Ends the login’s sessions; its password alone signs in.',
      tone: 'danger',
      run: async (context, actor, { ids: [userId = ''] }) => {
        await removeSecondFactor(context, actor, userId);
        return done(userId, 'the second factor was taken away');
      },
    },
    endSessions: {
      on: 'record',
      label: 'Sign out everywhere',
      icon: 'LogOut',
      verb: 'Sign out everywhere',
      title: 'Sign out everywhere',
      tone: 'danger',
      run: async (context, actor, { ids: [userId = ''] }) => {
        const count = await endSessionsOf(context, actor, userId);
        return done(userId, `${count} sessions ended`);
      },
    },
  },
  hooks: {
    edit: async (context, actor, change) => {
      await updateUser(context, actor, change.id, toChanges(change));
    },
  },
});
