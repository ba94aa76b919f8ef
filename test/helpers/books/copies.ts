import fs from 'node:fs';
import path from 'node:path';
import { listCopies, usableCopies } from '../../../src/ops/backup/folder.js';
import { makeCopy, type CopyReport } from '../../../src/ops/backup/create.js';
import type { Copy, CopyKind } from '../../../src/ops/backup/manifest.js';
import { prepareCopy } from '../../../src/ops/backup/prepare.js';
import { embedded, temporaryFolder } from '../engines/engines.js';
import { adjustBalance } from '../../../src/services/transactions/transactions.js';
import { openBookOfAnn, type Book } from './book.js';

/** A book of Ann with a folder of copies beside it. */

export interface CopiedBook extends Book {
  ann: string;
  folder: string;
  /** Makes a copy, prepared in this process. */
  copy(kind?: CopyKind): Promise<CopyReport>;
  /** Pays an amount into Ann's account, a minute later. */
  pay(dollars: number): Promise<void>;
  /** Copies that can be restored, oldest first. */
  usable(): Copy[];
}

export async function openCopiedBook(): Promise<CopiedBook> {
  const book = await openBookOfAnn(embedded, 100);
  const folder = path.join(temporaryFolder(), 'copies');
  fs.mkdirSync(folder);
  const { context, clock, admin, ann } = book;
  return {
    ...book,
    folder,
    copy: (kind = 'increment') => makeCopy(context, { folder, kind, prepare: prepareCopy }),
    pay: async (dollars) => {
      clock.advance(60);
      await adjustBalance(context, admin, {
        operationId: context.newId(),
        customerId: ann,
        amount: dollars,
        reason: 'paid in',
      });
    },
    usable: () => usableCopies(listCopies(folder)),
  };
}
