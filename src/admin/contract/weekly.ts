/** What the weekly page answers. Plain types, imported by both sides. */

export interface WeeklyData {
  problem?: string;
  week?: {
    start: string;
    end: string;
    title: string;
    previous: string;
    /** null for this week */
    next: string | null;
    isOpen: boolean;
  };
  timezone: string;
  currency: string;
  /** whom an administrator may choose; none for an agent */
  agents: { value: string; label: string }[];
  agent: string;
  columns: string[];
  sheets: WeeklySheetData[];
  total?: WeeklyCell[];
  totalCommission?: { value: string; href: string };
  /** too many customers for one page */
  isSummary: boolean;
}

export interface WeeklySheetData {
  id: string;
  name: string;
  href: string;
  customers: { id: string; name: string; href: string; cells: WeeklyCell[] }[];
  customerCount: number;
  total: WeeklyCell[];
  commission: { value: string; formula: string; base: string; href: string };
}

/** Carried balance, each day, week, payments, settled balance, open stakes, balance. */
export interface WeeklyCell {
  value: string;
  /** whole cents */
  cents: number;
  /** the rows behind it; none behind a day that has not begun */
  href: string | null;
}

/** What `download=csv` answers. */
export interface WeeklyFile {
  problem?: string;
  fileName: string;
  csv: string;
}
