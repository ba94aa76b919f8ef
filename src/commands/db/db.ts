import { message } from '../../messages/message.js';
import type { AddCommand } from '../shell/shell.js';
import { addDbAdopt } from './adopt.js';
import { addDbCheck } from './check.js';
import { addDbCopy } from './copy.js';
import { addDbMigrate } from './migrate.js';
import { addDbPlans } from './plans.js';
import { addDbReadings } from './readings.js';
import { addDbRollback } from './rollback.js';
import { addDbSeed } from './seed.js';
import { addDbSizes } from './sizes.js';
import { addDbStatistics } from './statistics.js';
import { addDbStatus } from './status.js';
import { addDbVacuum } from './vacuum.js';

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
  addDbVacuum(db, shell);
  addDbStatistics(db, shell);
  addDbSizes(db, shell);
  addDbPlans(db, shell);
};
