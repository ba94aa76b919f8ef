import { isIP } from 'node:net';
import path from 'node:path';
import { CronPattern } from 'croner';
import { z } from 'zod';
import type { OddsFormat } from './domain/odds.js';
import { readEnvFile } from './env-file.js';
import { ProblemsError } from './errors.js';
import { projectRoot } from './paths.js';

/** Turns the environment into one frozen object. Only this file reads `process.env`. */

export interface Config {
  production: boolean;
  host: string;
  port: number;
  database:
    | { engine: 'embedded'; file: string; isDefault: boolean }
    | { engine: 'd1'; url: string; token: string };
  /** May be null outside production: secrets.ts then makes one and keeps it beside the database. */
  sessionSecret: string | null;
  /** May be null outside production, as `sessionSecret`. */
  dataKey: string | null;
  /** Express "trust proxy": false, a number of hops, or addresses. */
  trustProxy: false | number | string;
  bookTimezone: string;
  weekStart: WeekStart;
  oddsFormat: OddsFormat;
  commissionBasis: 'win' | 'handle';
  currency: string;
  requireAdminSecondFactor: boolean;
  sessionIdleMinutes: number;
  sessionHours: number;
  statsSchedule: string | null;
  d1ReadReplicas: boolean;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
}

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

/** Id of the data key beside the database, which serves when DATA_KEY is not set. */
export const LOCAL_KEY_ID = 'local';

const secret = (name: string) =>
  z
    .string()
    .refine((value) => value.length >= 32, `${name} needs at least 32 characters`)
    .optional();

const flag = z
  .enum(['true', 'false', '1', '0'], 'is true or false')
  .transform((value) => value === 'true' || value === '1');

const environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number('is a port number').int().min(0).max(65535).default(3000),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.+|d1\+https?:\/\/.+)$/, 'is file:PATH or d1+https://HOST')
    .default(DEFAULT_DATABASE_URL),
  D1_TOKEN: z.string().min(1).optional(),
  D1_READ_REPLICAS: flag.default(true),
  SESSION_SECRET: secret('it'),
  DATA_KEY: secret('it'),
  TRUST_PROXY: z
    .string()
    .refine(
      isTrustProxy,
      'is false, a number of proxies, or addresses such as 10.0.0.0/8, loopback',
    )
    .optional(),
  BOOK_TIMEZONE: z
    .string()
    .refine(isTimezone, 'is not a time zone of the IANA database, such as America/New_York')
    .default('UTC'),
  WEEK_START: z.enum(weekDays, 'is a day of the week, such as monday').default('monday'),
  ODDS_FORMAT: z.enum(['american', 'decimal']).default('american'),
  COMMISSION_BASIS: z.enum(['win', 'handle']).default('win'),
  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'is a currency code of three letters')
    .default('USD'),
  REQUIRE_ADMIN_2FA: flag.default(false),
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(1).max(1440).default(60),
  SESSION_HOURS: z.coerce.number().int().min(1).max(720).default(12),
  STATS_SCHEDULE: z
    .string()
    .refine(isCronExpression, 'is not a cron expression, such as "15 4 * * *" for 4:15 every night')
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** Every variable of the environment, with its default. */
export const settingDefaults: Readonly<Record<string, unknown>> = Object.freeze(
  Object.fromEntries(
    Object.entries(environment.shape).map(([name, rule]) => [name, rule.safeParse(undefined).data]),
  ),
);

/**
 * Reads the settings of an environment; an empty variable counts as not set.
 * @throws ProblemsError naming every wrong or missing variable
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const url = given['DATABASE_URL'] ?? DEFAULT_DATABASE_URL;
  if (url.startsWith('d1+') && given['D1_TOKEN'] === undefined) {
    problems.push('D1_TOKEN: is required with a D1 database');
  }
  if (given['NODE_ENV'] === 'production') {
    for (const name of ['SESSION_SECRET', 'DATA_KEY']) {
      if (given[name] === undefined) problems.push(`${name}: is required in production`);
    }
  }
  if (!parsed.success || problems.length > 0) {
    throw new ProblemsError('the environment is not right:', problems);
  }
  return freeze(parsed.data);
}

/**
 * Sets variables that the environment does not set, from `.env` in the project's folder or from the
 * file that `ENV_FILE` names. Only the entries call it: tests and scripts never see the file.
 * @throws ProblemsError as `readEnvFile`, and when the file that `ENV_FILE` names is missing
 */
export function loadEnvFile(): void {
  const named = process.env['ENV_FILE'] ?? '';
  const file = path.resolve(projectRoot, named === '' ? '.env' : named);
  const values = readEnvFile(file);
  if (values === null && named !== '') {
    throw new ProblemsError(`ENV_FILE names ${file}:`, ['there is no such file']);
  }
  for (const [name, value] of values ?? []) {
    if ((process.env[name] ?? '') === '') process.env[name] = value;
  }
}

/**
 * Reads the settings of this process.
 * @param instead variables that replace those of the environment
 */
export function readProcessConfig(instead: Record<string, string> = {}): Config {
  return readConfig({ ...process.env, ...instead });
}

/**
 * Names the folder of SQLite's temporary files (large sorts), unless the operator has named one:
 * https://www.sqlite.org/tempfiles.html#temporary_file_storage_locations
 * @param folder needs write permission; the database's own has it, and room
 */
export function putTemporaryFilesIn(folder: string): void {
  process.env['SQLITE_TMPDIR'] ??= folder;
}

function freeze(data: z.infer<typeof environment>): Config {
  const url = data.DATABASE_URL;
  return Object.freeze({
    production: data.NODE_ENV === 'production',
    host: data.HOST,
    port: data.PORT,
    database: url.startsWith('file:')
      ? {
          engine: 'embedded' as const,
          file: url.slice('file:'.length),
          isDefault: url === DEFAULT_DATABASE_URL,
        }
      : { engine: 'd1' as const, url: url.slice('d1+'.length), token: data.D1_TOKEN ?? '' },
    sessionSecret: data.SESSION_SECRET ?? null,
    dataKey: data.DATA_KEY ?? null,
    trustProxy: parseTrustProxy(data.TRUST_PROXY),
    bookTimezone: data.BOOK_TIMEZONE,
    weekStart: data.WEEK_START,
    oddsFormat: data.ODDS_FORMAT,
    commissionBasis: data.COMMISSION_BASIS,
    currency: data.CURRENCY,
    requireAdminSecondFactor: data.REQUIRE_ADMIN_2FA,
    sessionIdleMinutes: data.SESSION_IDLE_MINUTES,
    sessionHours: data.SESSION_HOURS,
    statsSchedule: data.STATS_SCHEDULE ?? null,
    d1ReadReplicas: data.D1_READ_REPLICAS,
    logLevel: data.LOG_LEVEL,
  });
}

function parseTrustProxy(value: string | undefined): Config['trustProxy'] {
  if (value === undefined || value === 'false') return false;
  return /^\d+$/.test(value) ? Number(value) : value;
}

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
