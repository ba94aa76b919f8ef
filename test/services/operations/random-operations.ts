import fc from 'fast-check';
import type { TransactionVerb } from '../../../src/domain/transaction.js';
import type { WagerResult, WagerVerb } from '../../../src/domain/wager.js';
import type { LimitScope, PlacedBy } from '../../../src/domain/limit-rule.js';
import type { Fault } from '../../helpers/engines/faults.js';
import { creditCommand, type CreditCommand } from './random-credit.js';

/** Random operations as plain data: the verb, its rows and the faults on the way. */

export type Command = How &
  (
    | {
        do: 'place';
        customer: number;
        by: By;
        cents: number;
        odds: number;
        startsIn: number | null;
        isAllowed: boolean;
      }
    | {
        do: 'rule';
        customer: number;
        scope: LimitScope;
        placedBy: PlacedBy;
        limits: Limits;
        isActive: boolean;
      }
    | {
        do: 'wagers';
        verb: WagerVerb;
        by: By;
        picks: Picks;
        result: WagerResult;
        isAllowed: boolean;
      }
    | { do: 'create'; customer: number; by: By; type: 'deposit' | 'withdrawal'; cents: number }
    | { do: 'transactions'; verb: TransactionVerb; picks: Picks }
    | { do: 'adjust'; customer: number; cents: number; allowNegative: boolean }
    | { do: 'run'; undo: boolean; result: WagerResult }
    | { do: 'status'; customer: number; whose: 'customer' | 'agent'; isActive: boolean }
    | { do: 'wait'; seconds: number }
    | CreditCommand
  );

/** Limits of a rule, dollars and decimal odds; null limits nothing. */
export interface Limits {
  leastStake: number | null;
  greatestStake: number | null;
  greatestWin: number | null;
  greatestOdds: number | null;
  greatestOpenStakes: number | null;
}

export type By = 'admin' | 'agent' | 'customer';

export interface Picks {
  /** Picks rows that the verb fits; otherwise any rows, so that most are refused. */
  fitting: boolean;
  indexes: number[];
}

export interface How {
  fault: Fault | undefined;
  position: number;
  repeat: 'no' | 'at once' | 'two operators' | 'later';
}

const how = {
  fault: fc.option(fc.constantFrom<Fault>('before', 'between', 'lost reply'), {
    freq: 3,
    nil: undefined,
  }),
  position: fc.double({ min: 0, max: 1, noNaN: true }),
  repeat: fc.constantFrom<How['repeat']>('no', 'no', 'at once', 'two operators', 'later'),
};

const customer = fc.nat(2);
const by = fc.constantFrom<By>('admin', 'admin', 'agent', 'customer', 'customer');
const cents = fc.oneof(
  fc.integer({ min: 1, max: 20_000 }),
  fc.constantFrom(1, 99, 3333, 10_000, 60_000),
);
const odds = fc.oneof(
  fc.integer({ min: 100, max: 1000 }),
  fc.integer({ min: -1000, max: -100 }),
  fc.constantFrom(-110, -105, 150, 50, 0),
);
const result = fc.constantFrom<WagerResult>('win', 'win', 'loss', 'push', 'void');
const picks = fc.record({
  fitting: fc.constantFrom(true, true, true, true, false),
  indexes: fc.array(fc.nat(1000), { minLength: 1, maxLength: 4 }),
});

const isAllowed = fc.constantFrom(true, true, false);
/** Seconds from now to the start of the event; the sequences wait about a day at a time. */
const startsIn = fc.option(fc.integer({ min: -40_000, max: 100_000 }), { freq: 2, nil: null });
const place = fc.record({
  ...{ do: fc.constant('place' as const), customer, by, cents, odds, startsIn, isAllowed },
  ...how,
});
const optional = (value: fc.Arbitrary<number>) => fc.option(value, { freq: 2, nil: null });
const rule = fc.record({
  do: fc.constant('rule' as const),
  customer,
  scope: fc.constantFrom<LimitScope>('book', 'agent', 'customer'),
  placedBy: fc.constantFrom<PlacedBy>('customer', 'agent', 'anybody', 'anybody'),
  limits: fc.record({
    leastStake: optional(fc.constantFrom(0, 1, 5)),
    greatestStake: optional(fc.integer({ min: 5000, max: 60_000 }).map((value) => value / 100)),
    greatestWin: optional(fc.integer({ min: 5000, max: 100_000 }).map((value) => value / 100)),
    greatestOdds: optional(fc.constantFrom(1 + 100 / 110, 2.5, 6)),
    greatestOpenStakes: optional(fc.integer({ min: 100, max: 900 })),
  }),
  isActive: fc.constantFrom(true, true, false),
  ...how,
});
const wagers = fc.record({
  do: fc.constant('wagers' as const),
  verb: fc.constantFrom<WagerVerb>(
    'accept',
    'accept',
    'settle',
    'settle',
    'settle',
    'settle',
    'void',
    'cancel',
    'cancel',
    'regrade',
    'reopen',
  ),
  by: fc.constantFrom<By>('admin', 'admin', 'agent'),
  picks,
  result,
  isAllowed,
  ...how,
});
const create = fc.record({
  do: fc.constant('create' as const),
  customer,
  by,
  type: fc.constantFrom('deposit' as const, 'deposit' as const, 'withdrawal' as const),
  cents: fc.oneof(
    { arbitrary: cents, weight: 9 },
    { arbitrary: fc.constantFrom(0, -5), weight: 1 },
  ),
  ...how,
});
const transactions = fc.record({
  do: fc.constant('transactions' as const),
  verb: fc.constantFrom<TransactionVerb>(
    'process',
    'process',
    'process',
    'fail',
    'cancel',
    'reverse',
    'reverse',
  ),
  picks,
  ...how,
});
const adjust = fc.record({
  do: fc.constant('adjust' as const),
  customer,
  cents: fc.oneof(
    fc.integer({ min: 1, max: 50_000 }),
    fc.integer({ min: -20_000, max: -1 }),
    fc.constant(0),
  ),
  allowNegative: fc.boolean(),
  ...how,
});
const run = fc.record({
  do: fc.constant('run' as const),
  undo: fc.constantFrom(true, true, false),
  result,
  ...how,
});
const status = fc.record({
  do: fc.constant('status' as const),
  customer,
  whose: fc.constantFrom('customer' as const, 'agent' as const),
  isActive: fc.constantFrom(true, true, true, false),
  ...how,
});
const wait = fc.record({
  do: fc.constant('wait' as const),
  seconds: fc.oneof(fc.integer({ min: 0, max: 200_000 }), fc.constantFrom(-1, -120)),
  ...how,
});

const credit = fc.tuple(creditCommand, fc.record(how)).map(([own, more]) => ({ ...own, ...more }));

const command: fc.Arbitrary<Command> = fc.oneof(
  { arbitrary: place, weight: 10 },
  { arbitrary: rule, weight: 3 },
  { arbitrary: wagers, weight: 14 },
  { arbitrary: create, weight: 4 },
  { arbitrary: transactions, weight: 6 },
  { arbitrary: adjust, weight: 2 },
  { arbitrary: run, weight: 1 },
  { arbitrary: status, weight: 1 },
  { arbitrary: wait, weight: 2 },
  { arbitrary: credit, weight: 6 },
);

export const sequence = fc.array(command, { minLength: 8, maxLength: 24 });
