/** What the page that explains a number answers. Plain types, imported by both sides. */

export interface ExplainData {
  problem?: string;
  /** what can be chosen */
  figures: { value: string; label: string }[];
  /** none for an agent: it is always its own */
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
  /** whose, and of which days */
  subject: string;
  value: string;
  formula: string;
  /** the formula with its numbers */
  worked?: string;
  parts: { label: string; rows: number; value: string; base?: string }[];
  /** what the parts' last column is called, where there is one */
  baseLabel?: string;
  rows: ExplainRow[];
  rowCount: number;
  /** of all rows, on every page */
  total: string;
  page: number;
  pageCount: number;
  /** the same rows as a list of the panels, where its filters can say it */
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
