/** The answer of the weekly page: plain types for both sides. */

export interface WeeklyData<Text = string> {
  problem?: Text;
  week?: {
    start: string;
    end: string;
    title: Text;
    previous: string;
    /** null for this week */
    next: string | null;
    isOpen: boolean;
  };
  timezone: string;
  currency: string;
  /** agents that an administrator may choose; none for an agent */
  agents: { value: string; label: string }[];
  agent: string;
  columns: string[];
  sheets: WeeklySheetData<Text>[];
  total?: WeeklyCell[];
  totalCommission?: { value: string; href: string };
  /** true where one page cannot hold all customers: it has totals only */
  isSummary: boolean;
}

export interface WeeklySheetData<Text = string> {
  id: string;
  name: string;
  href: string;
  customers: { id: string; name: string; href: string; cells: WeeklyCell[] }[];
  customerCount: number;
  total: WeeklyCell[];
  commission: { value: string; formula: Text; base: string; href: string };
}

/** A cell of the columns carried balance, each day, week, payments, settled, open stakes, balance. */
export interface WeeklyCell {
  value: string;
  /** whole cents */
  cents: number;
  /** address of the rows behind it; null for a day that has not begun */
  href: string | null;
}

/** The answer to `download=csv`. */
export interface WeeklyFile<Text = string> {
  problem?: Text;
  fileName: string;
  csv: string;
}
