/** The answer of the page that explains a figure: plain types for both sides. */

export interface ExplainData<Text = string> {
  problem?: Text;
  /** figures to choose from */
  figures: { value: string; label: Text }[];
  /** agents to choose from; none for an agent, who sees its own figures only */
  agents: { value: string; label: string }[];
  timezone: string;
  question: ExplainQuestion;
  answer?: ExplainAnswer<Text>;
}

export interface ExplainQuestion {
  figure: string;
  from: string;
  to: string;
  agent: string;
  customer: string;
}

export interface ExplainAnswer<Text = string> {
  title: Text;
  /** owner and days of the figure */
  subject: Text;
  value: string;
  formula: Text;
  /** the formula with its numbers */
  worked?: string;
  parts: { label: Text; rows: number; value: string; base?: string }[];
  /** heading of the parts' last column, where there is one */
  baseLabel?: Text;
  rows: ExplainRow<Text>[];
  rowCount: number;
  /** total of all rows, the same on every page */
  total: string;
  page: number;
  pageCount: number;
  /** address of a list with exactly these rows, where its filters can express them */
  list?: string;
}

export interface ExplainRow<Text = string> {
  label: Text | string;
  href: string | null;
  at: string | null;
  note: Text | string;
  customer: { name: string; href: string } | null;
  value: string;
  isNegative: boolean;
}
