import { Router } from 'express';
import { DomainError } from '../../errors.js';
import { languageOf } from '../../http/request/language.js';
import { sendDownload, type Download } from '../../http/send-download.js';
import type { Actor } from '../../domain/actor.js';
import type { Language } from '../../messages/language.js';
import { message } from '../../messages/message.js';
import type { DownloadDeclaration } from '../declaration/resource.js';
import { callOf } from '../request/user.js';
import type { ScopedResource } from './scoped-resource.js';
import { storedFiles } from '../row-values/stored-files.js';

/** Serves files about a row while they are read, behind the guard, which lists them. */
export function downloadRoutes(resources: ReadonlyMap<string, ScopedResource>): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get(
    '/api/resources/:resourceId/records/:recordId/:name',
    async (request, response, next) => {
      const { resourceId, recordId, name } = request.params;
      const resource = [...resources.values()].find((one) => one.id() === resourceId);
      const open = resource && downloadsOf(resource).get(name);
      if (!resource || !open) {
        next();
        return;
      }
      const call = callOf(request);
      if ((await resource.findOne(recordId, call)) === null) {
        throw new DomainError('not_found', message('requests.no_record'));
      }
      const download = await open(resource.actor(call), recordId, languageOf(request));
      if (download === null) response.status(204).end();
      else await sendDownload(response, download);
    },
  );
  return router;
}

/** Opens a file about a row; null where there is nothing to show. */
export type OpenDownload = (
  actor: Actor,
  id: string,
  language: Language,
) => Download | Promise<Download | null>;

/** Downloads that the role has, by name. */
export function downloadsOf(resource: ScopedResource): Map<string, OpenDownload> {
  const { table, access } = resource;
  const declared = Object.entries(table.declaration?.downloads ?? {});
  const open = declared.filter(([name]) => access.actions.has(name));
  return new Map([
    ...open.map(([name, download]): [string, OpenDownload] => [name, opened(resource, download)]),
    ...storedFiles(resource),
  ]);
}

function opened({ context }: ScopedResource, declaration: DownloadDeclaration): OpenDownload {
  return (actor, id, language) => ({
    fileName: declaration.fileName(id),
    contentType: declaration.contentType,
    content: declaration.lines(context, actor, id, language),
  });
}
