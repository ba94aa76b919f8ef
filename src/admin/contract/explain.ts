/** The answer of the page that explains a figure: plain types for both sides. */

export interface ExplainData {
  problem?: string;
  /** figures to choose from */
  figures: { value: string; label: string }[];
  /** agents to choose from; none for an agent, who sees its own figures only */
  agents: { value: string; label: string }[];
  timezone: string;
  question: ExplainQuestion;
  answer?: ExplainAnswer;
}

export interface ExplainQuestion {
  figure: string;
  from: string;
  to: string;
  agent: string;
  customer: string;
}

export interface ExplainAnswer {
  title: string;
  /** owner and days of the figure */
  subject: string;
  value: string;
  formula: string;
  /** the formula with its numbers */
  worked?: string;
  parts: { label: string; rows: number; value: string; base?: string }[];
  /** heading of the parts' last column, where there is one */
  baseLabel?: string;
  rows: ExplainRow[];
  rowCount: number;
  /** total of all rows, the same on every page */
  total: string;
  page: number;
  pageCount: number;
  /** address of a list with exactly these rows, where its filters can express them */
  list?: string;
}

export interface ExplainRow {
  label: string;
  href: string | null;
  at: string | null;
  note: string;
  customer: { name: string; href: string } | null;
  value: string;
  isNegative: boolean;
}
