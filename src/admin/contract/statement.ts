/** A customer's statement, as its view answers it: plain types for both sides. */
export interface StatementData<Text = string> {
  /** formatted, with the currency */
  balance: string;
  isNegative: boolean;
  /** IANA zone in which times are shown */
  timezone: string;
  lines: StatementLineData<Text>[];
  /** mark at which the page of older lines begins; null on the last */
  older: string | null;
}

export interface StatementLineData<Text = string> {
  id: string;
  /** UTC */
  at: string;
  what: Text;
  description: string;
  /** address of the transaction's page, where the role has one */
  href: string | null;
  wager: { number: string; href: string | null } | null;
  /** formatted with its sign */
  effect: string;
  isDebit: boolean;
  balance: string;
  isNegative: boolean;
}
