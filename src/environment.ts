import { isIP } from 'node:net';
import { CronPattern } from 'croner';
import { z } from 'zod';
import { parseAddressList } from './domain/address-list.js';
import { message, type Message } from './messages/message.js';

/** The variables of the environment: the form of each, its default and the message of its rule. */

export const weekDays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type WeekStart = (typeof weekDays)[number];

export const DEFAULT_DATABASE_URL = 'file:data/fire22.db';

const SHORTEST_SECRET = 32;

const secret = z.string().min(SHORTEST_SECRET).optional();

const flag = z
  .enum(['true', 'false', '1', '0'])
  .transform((value) => value === 'true' || value === '1');

const oddsFormats = ['american', 'decimal'] as const;
const commissionBases = ['win', 'handle'] as const;
const environments = ['production', 'development', 'test'] as const;
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
const LONGEST_IDLE_MINUTES = 1440;
const LONGEST_SESSION_HOURS = 720;
const LONGEST_FIRST_PASSWORD_DAYS = 90;
const LONGEST_BACKUP_MINUTES = 1440;
const LONGEST_HOLD_MINUTES = 60;
const LONGEST_STEP_UP_MINUTES = 1440;
const LARGEST_STEP_UP_AMOUNT = 1_000_000_000;
const MOST_STEP_UP_ROWS = 100_000;
const roles = ['admin', 'agent', 'customer'] as const;

/** The variables and the form of each. */
export const environment = z.object({
  NODE_ENV: z.enum(environments).default('development'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.+|d1\+https?:\/\/.+)$/)
    .default(DEFAULT_DATABASE_URL),
  D1_TOKEN: secret,
  D1_READ_REPLICAS: flag.default(true),
  SESSION_SECRET: secret,
  DATA_KEY: secret,
  TRUST_PROXY: z.string().refine(isTrustProxy).optional(),
  PUBLIC_URL: z
    .string()
    .refine((text) => originsIn(text) !== null)
    .optional(),
  ADMIN_ADDRESSES: z
    .string()
    .refine((text) => parseAddressList(text) !== null)
    .optional(),
  BOOK_TIMEZONE: z.string().refine(isTimezone).default('UTC'),
  WEEK_START: z.enum(weekDays).default('monday'),
  ODDS_FORMAT: z.enum(oddsFormats).default('american'),
  COMMISSION_BASIS: z.enum(commissionBases).default('win'),
  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('USD'),
  REQUIRE_2FA: z.string().refine(isRoleList).optional(),
  REQUIRE_ADMIN_2FA: flag.optional(),
  STEP_UP_MINUTES: z.coerce.number().int().min(0).max(LONGEST_STEP_UP_MINUTES).default(30),
  STEP_UP_ABOVE: z.coerce.number().int().min(0).max(LARGEST_STEP_UP_AMOUNT).default(1000),
  STEP_UP_ROWS: z.coerce.number().int().min(0).max(MOST_STEP_UP_ROWS).default(100),
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(1).max(LONGEST_IDLE_MINUTES).default(60),
  SESSION_HOURS: z.coerce.number().int().min(1).max(LONGEST_SESSION_HOURS).default(12),
  FIRST_PASSWORD_DAYS: z.coerce.number().int().min(1).max(LONGEST_FIRST_PASSWORD_DAYS).default(7),
  STATS_SCHEDULE: z.string().refine(isCronExpression).optional(),
  BACKUP_FOLDER: z.string().min(1).optional(),
  BACKUP_SCHEDULE: z.string().refine(isCronExpression).default('30 3 * * *'),
  BACKUP_EVERY: z.coerce.number().int().min(1).max(LONGEST_BACKUP_MINUTES).default(5),
  BACKUP_HOLD: z.coerce.number().int().min(1).max(LONGEST_HOLD_MINUTES).default(5),
  MAINTENANCE_SCHEDULE: z.string().refine(isCronExpression).default('30 4 * * *'),
  DRILL_SCHEDULE: z.string().refine(isCronExpression).optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
});

const secretRule = message('setup.secret', { length: SHORTEST_SECRET });
const flagRule = message('setup.flag');
const notEmpty = message('setup.not_empty');
const choice = (choices: readonly string[]) => message('setup.choice', { choices });
const wholeNumber = (most: number, least = 1) => message('setup.whole_number', { least, most });

/** The rule that a wrong value of each variable breaks. */
export const rules: Record<keyof typeof environment.shape, Message> = {
  NODE_ENV: choice(environments),
  HOST: notEmpty,
  PORT: message('setup.port'),
  DATABASE_URL: message('setup.database_url'),
  D1_TOKEN: secretRule,
  D1_READ_REPLICAS: flagRule,
  SESSION_SECRET: secretRule,
  DATA_KEY: secretRule,
  TRUST_PROXY: message('setup.trust_proxy'),
  PUBLIC_URL: message('setup.public_url'),
  ADMIN_ADDRESSES: message('setup.admin_addresses'),
  BOOK_TIMEZONE: message('setup.timezone'),
  WEEK_START: message('setup.week_start'),
  ODDS_FORMAT: choice(oddsFormats),
  COMMISSION_BASIS: choice(commissionBases),
  CURRENCY: message('setup.currency'),
  REQUIRE_2FA: message('setup.roles', { roles: [...roles] }),
  REQUIRE_ADMIN_2FA: flagRule,
  STEP_UP_MINUTES: wholeNumber(LONGEST_STEP_UP_MINUTES, 0),
  STEP_UP_ABOVE: wholeNumber(LARGEST_STEP_UP_AMOUNT, 0),
  STEP_UP_ROWS: wholeNumber(MOST_STEP_UP_ROWS, 0),
  SESSION_IDLE_MINUTES: wholeNumber(LONGEST_IDLE_MINUTES),
  SESSION_HOURS: wholeNumber(LONGEST_SESSION_HOURS),
  FIRST_PASSWORD_DAYS: wholeNumber(LONGEST_FIRST_PASSWORD_DAYS),
  STATS_SCHEDULE: message('setup.cron'),
  BACKUP_FOLDER: notEmpty,
  BACKUP_SCHEDULE: message('setup.cron'),
  BACKUP_EVERY: wholeNumber(LONGEST_BACKUP_MINUTES),
  BACKUP_HOLD: wholeNumber(LONGEST_HOLD_MINUTES),
  MAINTENANCE_SCHEDULE: message('setup.cron'),
  DRILL_SCHEDULE: message('setup.cron'),
  LOG_LEVEL: choice(logLevels),
};

/** Accepts Express's values except `true`, which would trust any address that a client claims. */
function isTrustProxy(value: string): boolean {
  if (value === 'false' || /^\d{1,2}$/.test(value)) return true;
  return value.split(',').every((part) => {
    const [address = '', bits, ...rest] = part.trim().split('/');
    if (['loopback', 'linklocal', 'uniquelocal'].includes(part.trim())) return true;
    const most = isIP(address) === 4 ? 32 : 128;
    const right = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
    return isIP(address) !== 0 && right && rest.length === 0;
  });
}

/** Reads the origins of a list such as `https://book.example.com`; null when one is none. */
export function originsIn(text: string): string[] | null {
  const origins = text.split(',').map((part) => {
    const address = part.trim();
    if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
    const { origin, href, hostname } = new URL(address);
    return href === `${origin}/` && !hostname.includes('*') ? origin : null;
  });
  return origins.every((origin) => origin !== null) ? origins : null;
}

/** Accepts roles, separated by commas. */
function isRoleList(value: string): boolean {
  return value.split(',').every((part) => roles.some((role) => role === part.trim()));
}

function isCronExpression(text: string): boolean {
  try {
    new CronPattern(text);
    return true;
  } catch {
    return false;
  }
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
