import type { PageContext } from 'adminjs';
import type { Context } from '../../context.js';
import type { Actor, Role } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import type { PanelMethod } from '../../http/guard/panel-routes.js';
import type { componentNames } from '../contract/component-names.js';
import { describeError } from '../request/errors.js';
import { actorOfCall } from '../request/user.js';

/** A page that belongs to no table: who has it, as data, and what answers it. */

export interface PageRequest {
  method: PanelMethod;
  query: Readonly<Record<string, unknown>>;
  /** Of a POST: what was posted. */
  fields: Readonly<Record<string, unknown>>;
}

export interface PageDeclaration {
  name: string;
  label: string;
  icon: string;
  component: keyof typeof componentNames;
  /** Nobody else hears of it. */
  roles: readonly Role[];
  /** What changes something is POST. */
  methods: readonly PanelMethod[];
  /** Made once for each panel. */
  create: (context: Context) => (actor: Actor, request: PageRequest) => Promise<object>;
}

/** Pages of one role as AdminJS's option. */
export function pageOptions(context: Context, pages: readonly PageDeclaration[]) {
  return Object.fromEntries(
    pages.map((page) => {
      const answer = page.create(context);
      const handler = async (
        request: { method?: string; query?: unknown; payload?: unknown },
        _response: unknown,
        call: PageContext,
      ): Promise<object> => {
        const actor = actorOfCall(call);
        const method = request.method === 'post' ? 'POST' : 'GET';
        if (!page.roles.includes(actor.role) || !page.methods.includes(method)) {
          throw new DomainError('not_found', 'there is no such page');
        }
        try {
          const query = (request.query ?? {}) as Record<string, unknown>;
          const fields = (request.payload ?? {}) as Record<string, unknown>;
          return await answer(actor, { method, query, fields });
        } catch (error) {
          const { message } = describeError(context, call, error);
          return { problem: message };
        }
      };
      return [page.name, { component: page.component, icon: page.icon, handler }];
    }),
  );
}
