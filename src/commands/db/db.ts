import { message } from '../../messages/message.js';
import type { AddCommand } from '../shell/shell.js';
import { addDbAdopt } from './adopt.js';
import { addDbCheck } from './check.js';
import { addDbCopy } from './copy.js';
import { addDbMigrate } from './migrate.js';
import { addDbReadings } from './readings.js';
import { addDbRollback } from './rollback.js';
import { addDbSeed } from './seed.js';
import { addDbStatus } from './status.js';

/** The commands on a database as a whole. */

export const addDbCommands: AddCommand = (program, shell) => {
  const db = program.command('db').description(shell.say(message('commands.db')));
  addDbMigrate(db, shell);
  addDbRollback(db, shell);
  addDbStatus(db, shell);
  addDbSeed(db, shell);
  addDbCheck(db, shell);
  addDbCopy(db, shell);
  addDbAdopt(db, shell);
  addDbReadings(db, shell);
};
