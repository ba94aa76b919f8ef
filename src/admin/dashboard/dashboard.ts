import type { ActionContext, PageContext } from 'adminjs';
import type { Context } from '../../context.js';
import { toStatement } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import type { Language } from '../../messages/language.js';
import { message, type Message } from '../../messages/message.js';
import { thisWeek } from '../../services/figures/scope.js';
import { shareResult } from '../../services/shared-results.js';
import type { ChartsData, DashboardData, DashboardSection } from '../contract/dashboard.js';
import type { FoundAction, SearchReply } from '../contract/search.js';
import { quickSearch } from '../lists/quick-search.js';
import { actorOfCall, languageOfCall } from '../request/user.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { adminSections } from './admin.js';
import { agentSections } from './agent.js';
import { readCharts } from './charts.js';
import { customerSections } from './customer.js';

/**
 * Serves the first page of each role: figures of now and of this week, each linked to the rows
 * behind it. The browser requests charts separately, so that nothing else waits for half a year of
 * figures.
 */

const titles = {
  admin: message('dashboard.the_book'),
  agent: message('dashboard.your_customers'),
  customer: message('pages.your_account'),
} satisfies Record<Actor['role'], Message>;

/** Builds the handler of the first page; `part` selects the quick search or the charts. */
export function dashboardHandler(
  context: Context,
  resources: ReadonlyMap<string, ScopedResource>,
  findActions: (input: unknown, language: Language) => FoundAction[],
) {
  /** Key of a shared result: the actor's scope, with the tables' own scopes, such as a login's. */
  const scopeOf = (actor: Actor) => {
    const { role, agentId, customerId } = actor;
    const scopes = [...resources.values()].map((resource) => toStatement(resource.scope(actor)));
    return [{ role, agentId, customerId }, scopes];
  };
  return async (
    request: { query?: Record<string, unknown> },
    _response: unknown,
    call: PageContext,
  ): Promise<DashboardData<Message> | ChartsData<Message> | SearchReply<Message>> => {
    const actor = actorOfCall(call);
    if (request.query?.['part'] === 'search') {
      // The data layer reads the acting user only, which a page's call has as well.
      const rows = quickSearch(resources, request.query['q'], call as unknown as ActionContext);
      const actions = findActions(request.query['q'], languageOfCall(call));
      return { rows: await rows, actions };
    }
    if (request.query?.['part'] === 'charts' && actor.role === 'admin') {
      return shareResult(context, ['charts', ...scopeOf(actor)], () => readCharts(context, actor));
    }
    const { bookTimezone: timezone } = context.config;
    const { start, end } = thisWeek(context);
    return {
      title: titles[actor.role],
      subtitle: message('dashboard.week', { from: start, to: end, timezone }),
      timezone,
      sections: await shareResult(context, ['dashboard', ...scopeOf(actor)], () =>
        sectionsOf(context, actor, resources, call),
      ),
      hasCharts: actor.role === 'admin',
    };
  };
}

function sectionsOf(
  context: Context,
  actor: Actor,
  resources: ReadonlyMap<string, ScopedResource>,
  call: PageContext,
): Promise<DashboardSection<Message>[]> {
  switch (actor.role) {
    case 'admin':
      return adminSections(context, actor, resources, call);
    case 'agent':
      return agentSections(context, actor);
    case 'customer':
      return customerSections(context, actor);
  }
}
