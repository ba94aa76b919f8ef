import type { ActionField } from '../src/admin/contract/panel.js';
import type { OperationReport } from '../src/admin/declaration/actions.js';
import { defineResource, type Change } from '../src/admin/declaration/resource.js';
import { roles } from '../src/db/schema/book.js';
import type { Role } from '../src/domain/actor.js';
import { message, type Message } from '../src/messages/message.js';
import { ownLoginProblem } from '../src/services/accounts/actors.js';
import { passwordProblem, setPassword } from '../src/services/accounts/change-password.js';
import { removeSecondFactor } from '../src/services/accounts/second-factor.js';
import { endSessionsOf } from '../src/services/accounts/sessions.js';
import { createUser, updateUser, type UserChanges } from '../src/services/accounts/users.js';
import { lastDayOfFirstPassword } from '../src/services/sign-in/first-password.js';
import { unlockUser } from '../src/services/sign-in/unlock.js';
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

const newLogin: ActionField<Message>[] = [
  { name: 'username', label: message('actions.field_username'), type: 'text', required: true },
  { name: 'email', label: message('actions.field_email'), type: 'text', required: true },
  {
    name: 'role',
    label: message('actions.field_role'),
    type: 'select',
    required: true,
    options: roles.map((value) => ({ value, label: message(`actions.role_${value}`) })),
  },
  {
    name: 'agentId',
    label: message('actions.field_agent'),
    type: 'reference',
    resourceId: 'agents',
    hint: message('actions.agent_hint'),
  },
  {
    name: 'customerId',
    label: message('actions.field_customer'),
    type: 'reference',
    resourceId: 'customers',
    hint: message('actions.customer_hint'),
  },
  {
    name: 'password',
    label: message('actions.field_first_password'),
    type: 'password',
    required: true,
    hint: message('actions.first_password_hint'),
  },
];

const done = (id: string, text: Message): OperationReport => ({
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
    username: { label: 'Username' },
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
        'unlock',
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
      label: message('actions.create_login'),
      icon: 'PlusCircle',
      verb: message('actions.create'),
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
        const username = fields['username'] ?? '';
        const day = lastDayOfFirstPassword(context);
        return done(id, message('accounts.created', { username, day }));
      },
    },
    setPassword: {
      on: 'record',
      label: message('actions.set_password'),
      icon: 'Lock',
      description: message('actions.set_password_description'),
      fields: [
        {
          name: 'password',
          label: message('actions.field_new_password'),
          type: 'password',
          required: true,
        },
      ],
      refuses: (actor, userId) => passwordProblem(actor, userId)?.message ?? null,
      run: async (context, actor, { ids: [userId = ''], fields }) => {
        await setPassword(context, actor, { userId, password: fields['password'] ?? '' });
        const day = lastDayOfFirstPassword(context);
        return done(userId, message('actions.password_set', { day }));
      },
    },
    unlock: {
      on: 'record',
      label: message('actions.unlock'),
      icon: 'Key',
      verb: message('actions.unlock_verb'),
      description: message('actions.unlock_description'),
      fields: [
        {
          name: 'address',
          label: message('actions.field_address'),
          type: 'text',
          hint: message('actions.unlock_address_hint'),
        },
      ],
      run: async (context, actor, { ids: [userId = ''], fields }) => {
        const address = fields['address'] ?? undefined;
        const unlock = await unlockUser(context, actor, { userId, address });
        return done(userId, message('accounts.unlocked', unlock));
      },
    },
    removeSecondFactor: {
      on: 'record',
      label: message('actions.remove_second_factor'),
      icon: 'Unlock',
      verb: message('actions.remove'),
      description: message('actions.remove_second_factor_description'),
      tone: 'danger',
      run: async (context, actor, { ids: [userId = ''] }) => {
        await removeSecondFactor(context, actor, userId);
        return done(userId, message('actions.second_factor_removed'));
      },
    },
    endSessions: {
      on: 'record',
      label: message('actions.end_sessions'),
      icon: 'LogOut',
      tone: 'danger',
      run: async (context, actor, { ids: [userId = ''] }) => {
        const count = await endSessionsOf(context, actor, userId);
        return done(userId, message('actions.sessions_ended', { count }));
      },
    },
  },
  hooks: {
    refusesEdit: ownLoginProblem,
    edit: async (context, actor, change) => {
      await updateUser(context, actor, change.id, toChanges(change));
    },
  },
});
