import type { Person, PanelReply } from '../../helpers/panels/driver.js';

/**
 * Every POST of the product, and whether it needs a step-up: the request that must be refused
 * without one, or the reason why it may go on.
 */

export type Need =
  /** Sends the route's request, with amounts and rows above the settings. */
  | { asks: (person: Person, rows: NeedRows) => Promise<PanelReply> }
  /** The route changes something that a stolen session may change, for this reason. */
  | { goesOn: string };

/** Rows that the requests are about. */
export interface NeedRows {
  activeWager: string;
  settledWager: string;
  pendingWager: string;
  pendingDeposit: string;
  completedDeposit: string;
  handout: string;
  /** A login of an agent. */
  login: string;
  operationId: () => string;
}

type Path = (rows: NeedRows) => string;

const operation =
  (path: Path, fields: Record<string, unknown> = {}): Need => ({
    asks: (person, rows) =>
      person.post(path(rows), { step: 'commit', operationId: rows.operationId(), ...fields }),
  }); // prettier-ignore

const edit = (path: Path, column: string, from: string, to: string): Need => ({
  asks: (person, rows) => person.post(path(rows), { [column]: to, [`__original.${column}`]: from }),
});

const record = (table: string, id: (rows: NeedRows) => string, action: string): Path =>
  (rows) => `/api/resources/${table}/records/${id(rows)}/${action}`; // prettier-ignore

const wager = (id: (rows: NeedRows) => string, action: string, fields?: Record<string, unknown>) =>
  operation(record('wagers', id, action), fields);
const transaction = (id: (rows: NeedRows) => string, action: string) =>
  operation(record('transactions', id, action), { reason: 'a test' });
const login = (action: string, fields?: Record<string, unknown>) =>
  operation(
    record('users', (rows) => rows.login, action),
    fields,
  );

const previews: Need = { goesOn: 'makes a previewed run; its start asks' };
const noMoney: Need = { goesOn: 'no balance changes' };
const derived: Need = { goesOn: 'computes stored figures again; they follow from the ledger' };
const access: Need = { goesOn: 'ends access and gives none: the way to act on a stolen session' };
const otherTable: Need = { goesOn: 'a table beside the book, whose columns carry no money of it' };

/** Needs of the panels’ routes, by table and action. `views` is the same on every table. */
export const needsOfActions: Readonly<Record<string, Need>> = {
  'wagers.place': { goesOn: 'takes a stake within the customer’s limits; its payout asks' },
  'wagers.accept': noMoney,
  'wagers.acceptMany': previews,
  'wagers.acceptAll': previews,
  'wagers.settle': wager((rows) => rows.activeWager, 'settle', { result: 'win' }),
  'wagers.settleMany': previews,
  'wagers.settleAll': previews,
  'wagers.void': wager((rows) => rows.activeWager, 'void'),
  'wagers.voidMany': previews,
  'wagers.voidAll': previews,
  'wagers.cancel': wager((rows) => rows.pendingWager, 'cancel'),
  'wagers.cancelMany': previews,
  'wagers.cancelAll': previews,
  'wagers.regrade': wager((rows) => rows.settledWager, 'regrade', { result: 'push', reason: 'r' }),
  'wagers.regradeMany': previews,
  'wagers.regradeAll': previews,
  'wagers.reopen': wager((rows) => rows.settledWager, 'reopen', { reason: 'a test' }),
  'wagers.reopenMany': previews,
  'wagers.reopenAll': previews,
  'transactions.createNew': { goesOn: 'writes a pending row; processing it asks' },
  'transactions.process': transaction((rows) => rows.pendingDeposit, 'process'),
  'transactions.processMany': previews,
  'transactions.processAll': previews,
  'transactions.fail': noMoney,
  'transactions.failMany': previews,
  'transactions.failAll': previews,
  'transactions.cancel': noMoney,
  'transactions.cancelMany': previews,
  'transactions.cancelAll': previews,
  'transactions.reverse': transaction((rows) => rows.completedDeposit, 'reverse'),
  'bulk_runs.start': {
    asks: async (person, rows) => {
      const operationId = rows.operationId();
      const all = '/api/resources/wagers/actions/settleAll?filters.status=active';
      await person.post(all, { step: 'commit', operationId, result: 'win' });
      const start = `/api/resources/bulk_runs/records/${operationId}/start`;
      return person.post(start, { step: 'commit', operationId: rows.operationId() });
    },
  },
  'bulk_runs.cancel': { goesOn: 'stops a run and moves nothing' },
  'bulk_runs.undo': previews,
  'customers.new': {
    asks: (person) =>
      person.post('/api/resources/customers/actions/new', {
        ...{ name: 'New', agent_id: 'north', email: 'new@x.test', betting_limit: '5' },
      }),
  },
  'customers.edit': edit(
    record('customers', () => 'ann', 'edit'),
    'agent_id',
    'north',
    'south',
  ),
  'customers.editChosen': previews,
  'customers.editAll': previews,
  'customers.adjust': operation(
    record('customers', () => 'ann', 'adjust'),
    {
      amount: '5',
      reason: 'a test',
    },
  ),
  'customers.import': {
    asks: (person, rows) => {
      const question = { step: 'commit', mode: 'all', operationId: rows.operationId() };
      return person.upload(
        `/api/resources/customers/actions/import?${new URLSearchParams(question).toString()}`,
        'name,agent,email\nOne,north,one@x.test\n',
      );
    },
  },
  'agents.new': { goesOn: 'an agent without customers earns nothing; moving customers to it asks' },
  'agents.edit': edit(
    record('agents', () => 'north', 'edit'),
    'commission_rate',
    '0.05',
    '0.5',
  ),
  'agents.editChosen': previews,
  'agents.editAll': previews,
  'users.edit': edit(
    record('users', (rows) => rows.login, 'edit'),
    'status',
    'active',
    'suspended',
  ),
  'users.createLogin': operation(() => '/api/resources/users/actions/createLogin', {
    ...{ username: 'eve', email: 'eve@x.test', role: 'admin', password: 'twelve slow snails' },
  }),
  'users.setPassword': login('setPassword', { password: 'twelve slow snails' }),
  'users.removeSecondFactor': login('removeSecondFactor'),
  'users.unlock': { goesOn: 'lets a new browser try the password sooner, and gives no access' },
  'users.endSessions': access,
  'sessions.end': access,
  'sessions.endMany': access,
  'limit_rules.new': { goesOn: 'only adds a bound: of all rules the strictest decides' },
  'limit_rules.edit': edit(
    record('limit_rules', () => 'book', 'edit'),
    'status',
    'active',
    'inactive',
  ),
  'limit_rules.import': {
    asks: (person, rows) => {
      const question = { step: 'commit', mode: 'all', operationId: rows.operationId() };
      return person.upload(
        `/api/resources/limit_rules/actions/import?${new URLSearchParams(question).toString()}`,
        'name,scope,greatest_stake\nOne,book,5\n',
      );
    },
  },
  'weekly_stats.recompute': derived,
  'kpi_metrics.recompute': derived,
  'handouts.new': otherTable,
  'handouts.edit': otherTable,
  'handouts.editChosen': previews,
  'handouts.editAll': previews,
  'handouts.delete': {
    asks: async (person, rows) => {
      const path = `/api/resources/handouts/records/${rows.handout}/delete`;
      const form = { operationId: rows.operationId() };
      const { json } = await person.post(path, { ...form, step: 'preview' });
      return person.post(path, { ...form, step: 'commit', token: json.preview?.token });
    },
  },
  'handouts.deleteChosen': {
    asks: async (person, rows) => {
      const path = `/api/resources/handouts/bulk/deleteChosen?recordIds=${rows.handout}`;
      const form = { operationId: rows.operationId() };
      const { json } = await person.post(path, { ...form, step: 'preview' });
      return person.post(path, { ...form, step: 'commit', token: json.preview?.token });
    },
  },
  'handouts.import': {
    asks: (person, rows) => {
      const question = { step: 'commit', way: 'add', mode: 'all', operationId: rows.operationId() };
      return person.upload(
        `/api/resources/handouts/actions/import?${new URLSearchParams(question).toString()}`,
        'agent,name\nnorth,a new one\n',
      );
    },
  },
};

/** Needs of the panels’ pages. */
export const needsOfPages: Readonly<Record<string, Need>> = {
  reconciliation: { goesOn: 'repairs counts and volumes of agents, which follow from the book' },
  maintenance: { goesOn: 'copies and checks the database; nothing leaves the server' },
  readings: { goesOn: 'plans; a confirmed change of a reading asks (readings.test.ts)' },
};

/** Needs of our own routes, outside the panels. */
export const needsOfRoutes: Readonly<Record<string, Need>> = {
  '/admin/login': { goesOn: 'signs in, by the password' },
  '/admin/login/second-factor': { goesOn: 'signs in, by the code' },
  '/admin/logout': access,
  '/admin/account/password': { goesOn: 'asks for the current password itself' },
  '/admin/account/second-factor': {
    asks: (person) => person.post('/account/second-factor', { do: 'start' }),
  },
  '/admin/account/sessions': access,
  '/admin/account/notices': { goesOn: 'acknowledges notices, which the account page still lists' },
  '/admin/api/notices': { goesOn: 'acknowledges notices, which the account page still lists' },
  '/admin/api/step-up': { goesOn: 'is the step-up' },
};
