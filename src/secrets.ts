import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Config, LOCAL_KEY_ID } from './config.js';
import { createContext, type Context, type ContextOverrides } from './context.js';
import { DomainError } from './errors.js';
import { message } from './messages/message.js';
import { projectRoot } from './paths.js';

/**
 * The two secrets of a running server. In production the environment sets them; otherwise the server
 * makes a missing one once and keeps it beside the database, readable by its owner only.
 */
export interface Secrets {
  sessionSecret: string;
  dataKey: string;
}

const keptSecrets = z.object({ sessionSecret: z.string().min(32), dataKey: z.string().min(32) });

/**
 * Opens a context whose `config` has its secrets. Opens the database first, so that no secrets are
 * kept beside a file that is not a database.
 * @throws DomainError `configuration`
 */
export async function openContext(config: Config, overrides?: ContextOverrides): Promise<Context> {
  const context = await createContext(config, overrides);
  try {
    // The same object: a copy would call the getter of `knex` and load it.
    return Object.assign(context, { config: Object.freeze({ ...config, ...loadSecrets(config) }) });
  } catch (error) {
    await context.close();
    throw error;
  }
}

/**
 * Reads the secrets from the environment or from the kept file. A kept data key stays in use for
 * reading after DATA_KEY is set.
 * @throws DomainError `configuration` when the kept file cannot be read or written
 */
export function loadSecrets(config: Config): Secrets {
  const { sessionSecret, dataKey } = config;
  if (config.production) {
    if (sessionSecret === null || dataKey === null) {
      throw new DomainError('configuration', message('setup.secrets_required'));
    }
    return { sessionSecret, dataKey };
  }
  const file = secretsFile(config);
  const kept = fs.existsSync(file) ? readKept(file) : null;
  if (sessionSecret !== null && dataKey !== null && kept === null)
    return { sessionSecret, dataKey };
  const secrets = kept ?? keep(file);
  const localKey = `${LOCAL_KEY_ID}:${secrets.dataKey}`;
  return {
    sessionSecret: sessionSecret ?? secrets.sessionSecret,
    dataKey: dataKey === null ? localKey : `${dataKey},${localKey}`,
  };
}

/** Returns true when secrets are kept beside the database, among them a data key. */
export function hasKeptSecrets(config: Config): boolean {
  return !config.production && fs.existsSync(secretsFile(config));
}

function secretsFile({ database }: Config): string {
  return database.engine === 'embedded'
    ? `${path.resolve(projectRoot, database.file)}.secrets.json`
    : path.join(
        projectRoot,
        'data',
        `${new URL(database.url).host.replace(/\W/g, '-')}.secrets.json`,
      );
}

function readKept(file: string): Secrets {
  try {
    return keptSecrets.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new DomainError('configuration', message('setup.secrets_unreadable', { file }), {
      hint: message('setup.secrets_unreadable_hint'),
      cause,
    });
  }
}

/** Writes the file aside and links it into place: two servers that start at once keep one file. */
function keep(file: string): Secrets {
  const made: Secrets = {
    sessionSecret: randomBytes(32).toString('base64url'),
    dataKey: randomBytes(32).toString('base64url'),
  };
  const aside = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    fs.writeFileSync(aside, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
    try {
      fs.linkSync(aside, file);
      return made;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readKept(file);
      throw error;
    } finally {
      fs.rmSync(aside, { force: true });
    }
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw new DomainError('configuration', message('setup.secrets_unwritable', { file }), {
      hint: message('setup.secrets_unwritable_hint'),
      cause,
    });
  }
}
