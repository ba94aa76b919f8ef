/** Filters, views, search and totals of lists. */
export const lists = {
  // filters, pages and order
  'lists.unknown_filter': 'a filter on an unknown column was ignored',
  'lists.filter_ignored': 'the filter on {column:title} was ignored: {problem:message}',
  'lists.unknown_comparison': 'the comparison is unknown',
  'lists.short_value': 'it takes one short value',
  'lists.broken_list': 'its list of values is incomplete',
  'lists.relative_days': 'it takes {words:any}',
  'lists.compared_whole': 'it is compared as a whole',
  'lists.most_filters': 'only the first {most:number} filters were used',
  'lists.page_ignored': 'the page was ignored: it is not a number',
  'lists.page_size_ignored': 'the page size was ignored: it is not a number',
  'lists.unsorted_titles':
    'sorted by key: a list of more than {most#row} is not sorted by {column:inline}; filter it first',
  'lists.order_ignored': 'the order was ignored: the list cannot be sorted by that column',
  'lists.columns_ignored': 'the choice of columns was ignored: it is not a list',
  'lists.unknown_column': 'an unknown column was left out',
  'lists.newest_only':
    'only the newest {rows#row} were searched; filter by their date to search others',
  'lists.not_read': 'this list cannot be read: {problem:message}',
  'lists.not_counted': 'the rows cannot be counted: {problem:message}',
  'lists.columns_not_read': '{columns:message} cannot be read in this page: {problem:message}',
  'lists.too_slow': 'this list took longer than {seconds:number} seconds',
  'lists.too_slow_hint':
    'sort or filter by the key or another indexed column, or add an index to the table',
  // saved views
  'lists.view_filter_stays': 'the view no longer exists; its filter still applies',
  'lists.view_in_part':
    'the view “{name}” was opened in part: your login has no access to {parts#part} of it',
  'lists.view_saved': 'the view “{name}” was saved',
  'lists.view_removed': 'the view was removed',
  'lists.view_gone': 'this view no longer exists',
  'lists.view_name_missing': 'give the view a name',
  'lists.view_name_long': 'a name has at most {most#character}',
  'lists.view_filter_long': 'the filter is too long to be saved',
  'lists.view_shared_with': 'choose a role to share the view with',
  'lists.view_sharing': 'only administrators can share views',
  'lists.most_views': 'you can save at most {most:number} views of a list',
  'lists.remove_view': 'remove one first',
  'lists.most_columns': 'at most {most#column} can be chosen',
  'lists.nothing_asked': 'nothing was asked for',
  // the search index and references of the command line
  'lists.no_search_index': 'there is no search index for {table}',
  'lists.indexed_tables': 'the tables with one are {tables:all}',
  'lists.search_index_exists': 'the search index of {table} already exists',
  'lists.rebuild_search_index': 'use rebuild to build it again',
  'lists.no_customer': 'there is no customer {reference}',
  'lists.customer_reference': 'give the id or the email address',
} as const;
