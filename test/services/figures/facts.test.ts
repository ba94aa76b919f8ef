import { describe, expect, it } from 'vitest';
import { sayFact, sayPart, type FigureFact } from '../../../src/services/figures/facts.js';
import { said } from '../../helpers/messages/said.js';

const facts: [fact: FigureFact, english: string | null, spanish: string | null][] = [
  [['wager', 'pending', null], 'pending', 'pendiente'],
  [['wager', 'settled', 'win'], 'settled · win', 'liquidada · ganada'],
  [['wager', 'voided', 'void'], 'voided', 'anulada'],
  [['grading', null, 'loss', 'settled'], 'loss', 'perdida'],
  [['grading', 'win', 'loss', 'settled'], 'win → loss', 'ganada → perdida'],
  [['grading', 'win', null, 'active'], 'win → active', 'ganada → activa'],
  [['customer', 'suspended'], 'suspended', 'suspendido'],
  [['type', 'reversal'], 'reversal', 'reversión'],
  [['bets', 1], '1 bet', '1 apuesta'],
  [['bets', 1200], '1,200 bets', '1,200 apuestas'],
  [['debt', 45_050, 50_000], 'owes 450.50 of 500.00', 'debe 450.50 de 500.00'],
  [['data', 'Hockey: Ottawa to win'], 'Hockey: Ottawa to win', 'Hockey: Ottawa to win'],
  [['data', null], null, null],
  [['part', 'over_limit'], 'Over the limit', 'Por encima del límite'],
  [['sum'], null, null],
];

const parts: [fact: FigureFact, english: string, spanish: string][] = [
  [['wager', 'active', null], 'Active', 'Activa'],
  [['customer', 'active'], 'Active', 'Activo'],
  [['type', 'adjustment'], 'Adjustment', 'Ajuste'],
  [['grading', 'win', 'loss', 'settled'], 'win → loss', 'ganada → perdida'],
  [['data', 'Harbor Street'], 'Harbor Street', 'Harbor Street'],
];

describe('a fact about a row behind a figure', () => {
  it.each(facts)('%j is said in both languages', (fact, english, spanish) => {
    expect(said(sayFact(fact), 'en')).toBe(english);
    expect(said(sayFact(fact), 'es')).toBe(spanish);
  });

  it.each(parts)('%j heads a part in both languages', (fact, english, spanish) => {
    expect(said(sayPart(fact), 'en')).toBe(english);
    expect(said(sayPart(fact), 'es')).toBe(spanish);
  });
});
