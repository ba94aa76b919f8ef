import { useEffect, useState } from 'react';
import { ApiClient } from 'adminjs';

/** A referenced record by its name, as far as the role may see it. */
export function useTitle(resourceId: string | null, recordId: string): string | undefined {
  const [title, setTitle] = useState<string>();
  useEffect(() => {
    setTitle(undefined);
    if (resourceId === null || recordId === '') return;
    new ApiClient()
      .recordAction({ resourceId, recordId, actionName: 'show' })
      .then(({ data }) => setTitle(data.record.title))
      .catch(() => setTitle(undefined)); // the id says enough
  }, [resourceId, recordId]);
  return title;
}
