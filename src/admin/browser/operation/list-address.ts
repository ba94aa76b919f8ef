import { ViewHelpers, type ActionProps } from 'adminjs';
import { useLocation } from 'react-router-dom';

const paths = new ViewHelpers();

/** Returns the address of the list that an action was opened from, with its filter. */
export function useListAddress({ resource }: Pick<ActionProps, 'resource'>): string {
  const { search } = useLocation();
  const query = new URLSearchParams(search);
  query.delete('recordIds');
  const rest = query.toString();
  return paths.resourceUrl({ resourceId: resource.id, search: rest === '' ? '' : `?${rest}` });
}
