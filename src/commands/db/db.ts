import { addDbCheck } from './db-check.js';
import { addDbCopy } from './db-copy.js';
import { addDbMigrate } from './db-migrate.js';
import { addDbRollback } from './db-rollback.js';
import { addDbSeed } from './db-seed.js';
import { addDbStatus } from './db-status.js';
import type { AddCommand } from './shell.js';

export const addDbCommands: AddCommand = (program, shell) => {
  const db = program.command('db').description('migrations, demo book, checks of the database');
  addDbMigrate(db, shell);
  addDbRollback(db, shell);
  addDbStatus(db, shell);
  addDbSeed(db, shell);
  addDbCheck(db, shell);
  addDbCopy(db, shell);
};
