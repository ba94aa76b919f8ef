import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ActionContext, CurrentAdmin } from 'adminjs';
import { Router } from 'express';
import { DomainError } from '../errors.js';
import type { DownloadDeclaration } from './declaration.js';
import type { ScopedResource } from './scoped-resource.js';

/** Files about a row, sent as they are read; behind the guard, whose list of routes has them. */
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
      const { adminUser } = request.session as unknown as { adminUser: CurrentAdmin };
      // The data layer asks for who acts, nothing else of an action's context.
      const context = { currentAdmin: adminUser } as ActionContext;
      if ((await resource.findOne(recordId, context)) === null) {
        throw new DomainError('not_found', 'there is no such record or page');
      }
      response.set({
        'Content-Type': download.contentType,
        'Content-Disposition': `attachment; filename="${download.fileName(recordId)}"`,
      });
      const lines = download.lines(resource.context, resource.actor(context), recordId);
      await pipeline(Readable.from(lines, { objectMode: true }), response);
    },
  );
  return router;
}

/** Those that the role may have, by name. */
export function downloadsOf({ table, access }: ScopedResource): Map<string, DownloadDeclaration> {
  const declared = Object.entries(table.declaration?.downloads ?? {});
  return new Map(declared.filter(([name]) => access.actions.has(name)));
}
