/** What the statement's view answers. */
export interface StatementData {
  /** formatted, with the currency */
  balance: string;
  isNegative: boolean;
  /** IANA zone in which times are shown */
  timezone: string;
  lines: StatementLineData[];
  /** asks for the page of older lines */
  older: string | null;
}

export interface StatementLineData {
  id: string;
  /** UTC */
  at: string;
  what: string;
  description: string;
  /** the transaction's page, where the role has one */
  href: string | null;
  wager: { number: string; href: string | null } | null;
  /** formatted with its sign */
  effect: string;
  isDebit: boolean;
  balance: string;
  isNegative: boolean;
}
