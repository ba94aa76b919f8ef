import path from 'node:path';
import type { z } from 'zod';
import { parseAddressList, type AddressList } from './domain/address-list.js';
import type { Role } from './domain/actor.js';
import type { OddsFormat } from './domain/odds.js';
import { readEnvFile } from './env-file.js';
import {
  DEFAULT_DATABASE_URL,
  environment,
  originsIn,
  rules,
  type WeekStart,
} from './environment.js';
import { ProblemsError } from './errors.js';
import { isLanguage, type Language } from './messages/language.js';
import { message, type Message } from './messages/message.js';
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
  /** Origins under which people open the pages; null where none is set. */
  publicOrigins: readonly string[] | null;
  /** Addresses from which administrators may sign in; null: any. */
  adminAddresses: AddressList | null;
  bookTimezone: string;
  weekStart: WeekStart;
  oddsFormat: OddsFormat;
  commissionBasis: 'win' | 'handle';
  currency: string;
  /** Roles whose logins must set up a second factor. */
  requireSecondFactor: readonly Role[];
  /** Minutes for which a step-up holds; 0: for one operation. */
  stepUpMinutes: number;
  /** Cents that a session may move without a step-up, in sum. */
  stepUpAboveCents: number;
  /** Rows that a session may change at once without a step-up, in sum. */
  stepUpRows: number;
  sessionIdleMinutes: number;
  sessionHours: number;
  /** Days within which a password that somebody else set must be changed. */
  firstPasswordDays: number;
  statsSchedule: string | null;
  /** Folder of the copies, from the project's folder when it is relative; null: no copies. */
  backupFolder: string | null;
  /** Cron expression of full copies, in the book's time zone. */
  backupSchedule: string;
  /** Minutes between increments. */
  backupEveryMinutes: number;
  /** Minutes for which a copy of D1 may hold writes. */
  backupHoldMinutes: number;
  /** Cron expression of the nightly maintenance, in the book's time zone. */
  maintenanceSchedule: string;
  /** Cron expression of drills, in the book's time zone; null: none. */
  drillSchedule: string | null;
  d1ReadReplicas: boolean;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
}

/** Id of the data key beside the database, which serves when DATA_KEY is not set. */
export const LOCAL_KEY_ID = 'local';

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
  const wrong = new Set(parsed.error?.issues.map(({ path: [name] }) => name));
  const problems = (Object.keys(rules) as (keyof typeof rules)[])
    .filter((name) => wrong.has(name))
    .map((name) => settingProblem(name, rules[name]));
  const url = given['DATABASE_URL'] ?? DEFAULT_DATABASE_URL;
  if (url.startsWith('d1+') && given['D1_TOKEN'] === undefined) {
    problems.push(settingProblem('D1_TOKEN', message('setup.required_with_d1')));
  }
  if (parsed.success && disagreesOnSecondFactor(parsed.data)) {
    problems.push(settingProblem('REQUIRE_ADMIN_2FA', message('setup.second_factor_conflict')));
  }
  if (given['NODE_ENV'] === 'production') {
    for (const name of ['SESSION_SECRET', 'DATA_KEY']) {
      if (given[name] === undefined) {
        problems.push(settingProblem(name, message('setup.required_in_production')));
      }
    }
  }
  if (!parsed.success || problems.length > 0) {
    throw new ProblemsError(message('setup.environment_wrong'), problems);
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
    throw new ProblemsError(message('setup.env_file', { file }), [message('setup.no_file')]);
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

/** Returns this process's environment for a process of its own, with other values of some variables. */
export function childEnvironment(instead: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...instead };
}

/**
 * Names the folder of SQLite's temporary files (large sorts), unless the operator has named one:
 * https://www.sqlite.org/tempfiles.html#temporary_file_storage_locations. Returns the folder.
 * @param folder needs write permission; the database's own has it, and room
 */
export function putTemporaryFilesIn(folder: string): string {
  return (process.env['SQLITE_TMPDIR'] ??= folder);
}

/**
 * Reads the language of the command line and of a server's start: that of the operator's locale
 * where it is one of ours, otherwise English.
 */
export function readProcessLanguage(): Language {
  return languageOfLocale(process.env['LC_ALL'], process.env['LC_MESSAGES'], process.env['LANG']);
}

/**
 * Returns the language of a locale such as `es_MX.UTF-8`. The first one that is set counts.
 * https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html
 */
export function languageOfLocale(...locales: readonly (string | undefined)[]): Language {
  const locale = locales.find((one) => one !== undefined && one !== '') ?? '';
  const [code] = locale.toLowerCase().split(/[_.@-]/, 1);
  return isLanguage(code) ? code : 'en';
}

function settingProblem(name: string, problem: Message): Message {
  return message('setup.setting', { name, problem });
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
    publicOrigins: data.PUBLIC_URL === undefined ? null : originsIn(data.PUBLIC_URL),
    adminAddresses:
      data.ADMIN_ADDRESSES === undefined ? null : parseAddressList(data.ADMIN_ADDRESSES),
    bookTimezone: data.BOOK_TIMEZONE,
    weekStart: data.WEEK_START,
    oddsFormat: data.ODDS_FORMAT,
    commissionBasis: data.COMMISSION_BASIS,
    currency: data.CURRENCY,
    requireSecondFactor: rolesWithSecondFactor(data),
    stepUpMinutes: data.STEP_UP_MINUTES,
    stepUpAboveCents: data.STEP_UP_ABOVE * 100,
    stepUpRows: data.STEP_UP_ROWS,
    sessionIdleMinutes: data.SESSION_IDLE_MINUTES,
    sessionHours: data.SESSION_HOURS,
    firstPasswordDays: data.FIRST_PASSWORD_DAYS,
    statsSchedule: data.STATS_SCHEDULE ?? null,
    backupFolder: data.BACKUP_FOLDER ?? null,
    backupSchedule: data.BACKUP_SCHEDULE,
    backupEveryMinutes: data.BACKUP_EVERY,
    backupHoldMinutes: data.BACKUP_HOLD,
    maintenanceSchedule: data.MAINTENANCE_SCHEDULE,
    drillSchedule: data.DRILL_SCHEDULE ?? null,
    d1ReadReplicas: data.D1_READ_REPLICAS,
    logLevel: data.LOG_LEVEL,
  });
}

type SecondFactorSettings = Pick<z.infer<typeof environment>, 'REQUIRE_2FA' | 'REQUIRE_ADMIN_2FA'>;

/** REQUIRE_ADMIN_2FA is the older name of REQUIRE_2FA=admin, and is read where that is not set. */
function rolesWithSecondFactor({ REQUIRE_2FA, REQUIRE_ADMIN_2FA }: SecondFactorSettings): Role[] {
  if (REQUIRE_2FA === undefined) return REQUIRE_ADMIN_2FA === true ? ['admin'] : [];
  return [...new Set(REQUIRE_2FA.split(',').map((role) => role.trim() as Role))];
}

function disagreesOnSecondFactor(settings: SecondFactorSettings): boolean {
  const { REQUIRE_2FA, REQUIRE_ADMIN_2FA } = settings;
  if (REQUIRE_2FA === undefined || REQUIRE_ADMIN_2FA === undefined) return false;
  return rolesWithSecondFactor(settings).includes('admin') !== REQUIRE_ADMIN_2FA;
}

function parseTrustProxy(value: string | undefined): Config['trustProxy'] {
  if (value === undefined || value === 'false') return false;
  return /^\d+$/.test(value) ? Number(value) : value;
}
