import type { OddsFormat } from '../../domain/odds.js';
import type { WagerResult } from '../../domain/wager.js';
import { futures, sports } from './names.js';
import type { Chance } from './random.js';
import { DAY, HOUR } from './world.js';

/** Bets that the demo book offers, with the outcome of each. */

export interface Bet {
  description: string;
  odds: number;
  /** Time until the end of the match, ms. */
  lasts: number;
  outcome: WagerResult;
}

/** Part of the probability implied by the odds that a win really has. */
const MARGIN = 0.955;

/** Draws a bet and its outcome. */
export function offerBet(chance: Chance, format: OddsFormat): Bet {
  const kind = chance.weighted<Kind>([
    ['spread', 42],
    ['total', 24],
    ['moneyline', 24],
    ['parlay', 8],
    ['future', 2],
  ]);
  const { description, american, mayPush } = describeBet(chance, kind);
  const lasts =
    kind === 'future'
      ? chance.integer(40, 220) * DAY
      : Math.round((2.2 + 44 * chance.next() ** 2) * HOUR);
  return {
    description,
    odds: format === 'american' ? american : toDecimal(american),
    lasts,
    outcome: drawOutcome(chance, american, mayPush),
  };
}

type Kind = 'spread' | 'total' | 'moneyline' | 'parlay' | 'future';

function describeBet(
  chance: Chance,
  kind: Kind,
): { description: string; american: number; mayPush: boolean } {
  const sport = chance.pick(sports);
  const home = chance.pick(sport.teams);
  const away = chance.pick(sport.teams.filter((team) => team !== home));
  const match = `${sport.name}: ${away} at ${home}`;
  switch (kind) {
    case 'spread': {
      const points = chance.pick<number>(sport.spread);
      const side = chance.happens(0.5) ? `${home} -${points}` : `${away} +${points}`;
      const american = chance.weighted([[-110, 6], [-105, 2], [-115, 2], [100, 1]]); // prettier-ignore
      return { description: `${match}, ${side}`, american, mayPush: Number.isInteger(points) };
    }
    case 'total': {
      const points = chance.pick<number>(sport.total);
      const american = chance.weighted([[-110, 7], [-108, 1], [-112, 1], [-120, 1]]); // prettier-ignore
      const side = chance.happens(0.5) ? 'over' : 'under';
      return {
        description: `${match}, ${side} ${points}`,
        american,
        mayPush: Number.isInteger(points),
      };
    }
    case 'moneyline': {
      const isFavourite = chance.happens(0.55);
      const american = isFavourite
        ? -chance.pick([125, 135, 150, 165, 180, 210, 240, 300])
        : chance.pick([105, 115, 130, 145, 160, 190, 220, 275]);
      return {
        description: `${match}, ${isFavourite ? home : away} to win`,
        american,
        mayPush: false,
      };
    }
    case 'parlay': {
      const legs = chance.integer(2, 4);
      const american = [0, 0, 260, 595, 1228][legs] ?? 260;
      return {
        description: `Parlay of ${legs}: ${home}, ${away} and others`,
        american,
        mayPush: false,
      };
    }
    case 'future':
      return {
        description: chance.pick(futures),
        american: chance.pick([450, 600, 800, 1200, 2500]),
        mayPush: false,
      };
  }
}

function drawOutcome(chance: Chance, american: number, mayPush: boolean): WagerResult {
  if (chance.happens(0.012)) return 'void';
  if (mayPush && chance.happens(0.06)) return 'push';
  const implied = american < 0 ? -american / (100 - american) : 100 / (american + 100);
  return chance.happens(implied * MARGIN) ? 'win' : 'loss';
}

/** Converts American odds to decimal ones, with at most three decimals. */
function toDecimal(american: number): number {
  const ratio = american < 0 ? 100 / -american : american / 100;
  return Math.round((1 + ratio) * 1000) / 1000;
}
