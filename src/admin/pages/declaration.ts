import type { PageContext } from 'adminjs';
import type { Context } from '../../context.js';
import type { Actor, Role } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import type { PanelMethod } from '../../http/guard/panel-routes.js';
import type { Language } from '../../messages/language.js';
import { message } from '../../messages/message.js';
import type { componentNames } from '../contract/component-names.js';
import type { AccessPanels } from '../access/facts.js';
import { describeError } from '../request/errors.js';
import { actorOfCall, languageOfCall } from '../request/user.js';
import type { PanelTable } from '../tables/panel-table.js';

/**
 * Declares pages that belong to no table: the roles of each as data, and the function that answers
 * it.
 */

export interface PageRequest {
  method: PanelMethod;
  query: Readonly<Record<string, unknown>>;
  /** Language of the reader, for titles of rows. */
  language: Language;
  /** Posted fields; empty for a GET. */
  fields: Readonly<Record<string, unknown>>;
}

export interface PageDeclaration {
  name: string;
  label: string;
  icon: string;
  component: keyof typeof componentNames;
  /** Roles that have the page; others do not learn that it exists. */
  roles: readonly Role[];
  /** Methods that the page takes; a change needs POST. */
  methods: readonly PanelMethod[];
  /** Creates the page's function, once for all panels that are built after one another. */
  create: (context: Context, panels: BuiltPanels) => AnswerPage;
}

/** Answers a page. */
export type AnswerPage = (actor: Actor, request: PageRequest) => Promise<object>;

/** The panels as a page sees them. */
export interface BuiltPanels extends AccessPanels {
  /** Returns the administrators' tables as the panels have them now. */
  tables: () => readonly PanelTable[];
  /** Builds the panels again, from the present schema; running requests end on the earlier ones. */
  rebuild: () => Promise<void>;
}

/** A page with its function. */
export interface Page extends Omit<PageDeclaration, 'create'> {
  answer: AnswerPage;
}

/** Creates the functions of pages. They keep their state while the panels are built again. */
export function createPages(
  context: Context,
  declared: readonly PageDeclaration[],
  panels: BuiltPanels,
): Page[] {
  return declared.map(({ create, ...page }) => ({ ...page, answer: create(context, panels) }));
}

/** Builds AdminJS's option for the pages of one role. */
export function pageOptions(context: Context, pages: readonly Page[]) {
  return Object.fromEntries(
    pages.map((page) => {
      const handler = async (
        request: { method?: string; query?: unknown; payload?: unknown },
        _response: unknown,
        call: PageContext,
      ): Promise<object> => {
        const actor = actorOfCall(call);
        const method = request.method === 'post' ? 'POST' : 'GET';
        if (!page.roles.includes(actor.role) || !page.methods.includes(method)) {
          throw new DomainError('not_found', message('requests.no_page'));
        }
        try {
          const query = (request.query ?? {}) as Record<string, unknown>;
          const fields = (request.payload ?? {}) as Record<string, unknown>;
          return await page.answer(actor, {
            method,
            query,
            fields,
            language: languageOfCall(call),
          });
        } catch (error) {
          return { problem: describeError(context, call, error).said };
        }
      };
      return [page.name, { component: page.component, icon: page.icon, handler }];
    }),
  );
}
