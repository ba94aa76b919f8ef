import type { Request, Response } from 'express';
import { currentAsker } from '../../shares/asker.js';
import { refusal, refusals } from '../../shares/refusals.js';
import { Share, ShareFull, type ShareSize } from '../../shares/share.js';
import { onceOver } from '../request/answer-end.js';
import { requireAccount } from '../request/request.js';
import { holderOfLogin } from '../request/holder.js';
import type { RouteShare } from './panel-routes.js';

/** The places of one pipeline for routes whose work takes long, by login. */

type RouteShareOrBody = RouteShare | 'bodies';

const SIZES: Record<RouteShareOrBody, ShareSize> = {
  // A download lasts as long as its client likes: nothing waits for it.
  exports: { each: 2, all: 6, waiting: 0, withinMs: 0 },
  previews: { each: 1, all: 3, waiting: 2, withinMs: 15_000 },
  // Parsing a megabyte is some milliseconds without a pause.
  bodies: { each: 1, all: 4, waiting: 4, withinMs: 20_000 },
};

export class RouteShares {
  readonly #shares: Record<RouteShareOrBody, Share> = {
    bodies: new Share(SIZES.bodies),
    exports: new Share(SIZES.exports),
    previews: new Share(SIZES.previews),
  };

  /**
   * Takes a place for a request, before its body is read, until its work has ended.
   * @throws DomainError `throttled`
   */
  async take(name: RouteShareOrBody, request: Request, response: Response): Promise<void> {
    const holder = holderOfLogin(requireAccount(request).userId);
    try {
      onceOver(response, await this.#shares[name].take(holder, currentAsker()?.signal));
    } catch (error) {
      if (error instanceof ShareFull) throw refusal(refusals[name], error.by);
      throw error;
    }
  }
}
