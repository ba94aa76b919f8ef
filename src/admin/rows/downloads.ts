import { sql } from 'drizzle-orm';
import { Router } from 'express';
import { commitBatch, rows } from '../../db/batch.js';
import type { SqlValue } from '../../db/types.js';
import { DomainError } from '../../errors.js';
import { languageOf } from '../../http/request/language.js';
import { sendDownload } from '../../http/send-download.js';
import { message } from '../../messages/message.js';
import { DOWNLOAD_PREFIX } from '../contract/panel.js';
import type { DownloadDeclaration } from '../declaration/resource.js';
import { callOf } from '../request/user.js';
import type { ScopedResource } from './scoped-resource.js';

/** Serves files about a row while they are read, behind the guard, which lists them. */
export function downloadRoutes(resources: ReadonlyMap<string, ScopedResource>): Router {
  const router = Router();
  router.get(
    '/api/resources/:resourceId/records/:recordId/:name',
    async (request, response, next) => {
      const { resourceId, recordId, name } = request.params;
      const resource = [...resources.values()].find((one) => one.id() === resourceId);
      const download = resource && downloadsOf(resource).get(name);
      if (!resource || !download) {
        next();
        return;
      }
      const call = callOf(request);
      if ((await resource.findOne(recordId, call)) === null) {
        throw new DomainError('not_found', message('requests.no_record'));
      }
      await sendDownload(response, {
        fileName: download.fileName(recordId),
        contentType: download.contentType,
        content: download.lines(
          resource.context,
          resource.actor(call),
          recordId,
          languageOf(request),
        ),
      });
    },
  );
  return router;
}

/** Downloads that the role has, by name. */
export function downloadsOf(resource: ScopedResource): Map<string, DownloadDeclaration> {
  const { table, access } = resource;
  const declared = Object.entries(table.declaration?.downloads ?? {});
  const open = declared.filter(([name]) => access.actions.has(name));
  return new Map([...open, ...binaryDownloads(resource)]);
}

/** Downloads of binary columns, byte for byte: pages show their size only. */
function binaryDownloads(resource: ScopedResource): [string, DownloadDeclaration][] {
  const { table, access } = resource;
  const { key } = table;
  if (key === null || !access.actions.has('show')) return [];
  const binary = table.columns.filter(({ kind, name }) => kind === 'blob' && access.read.has(name));
  return binary.map(({ name, path }) => [
    DOWNLOAD_PREFIX + path,
    {
      contentType: 'application/octet-stream',
      fileName: (id) => `${table.id}-${id}-${path}.bin`.replace(/[^\w.~-]/g, '_'),
      async *lines({ engine }, actor, id) {
        const [[row]] = await commitBatch(engine.longReads, [
          rows<{
            content: SqlValue;
          }>(sql`SELECT ${sql.identifier(name)} AS content FROM ${sql.identifier(table.info.name)}
            WHERE ${key.where(id) ?? sql`0`} AND ${resource.scope(actor)}`),
        ]);
        const content = row?.content ?? '';
        yield typeof content === 'number' ? String(content) : content;
      },
    },
  ]);
}
