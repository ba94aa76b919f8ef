import React, { useState } from 'react';
import { ViewHelpers, type BasePropertyProps } from 'adminjs';
import { asText, formatBytes } from '../../contract/format.js';
import { DOWNLOAD_PREFIX, FILE_TYPE_PREFIX, PICTURE_PREFIX } from '../../contract/panel.js';
import { useText } from '../requests/use-text.js';

const paths = new ViewHelpers();

/** Bytes of the largest picture that a page loads by itself. */
const SHOWN_BYTES = 5_000_000;

type Props = Required<Pick<BasePropertyProps, 'property' | 'record'>>;

/** Binary data: a link to it, with its size and its type, below the picture where it is one. */
export function StoredFile({ property, record }: Props): React.JSX.Element {
  const text = useText();
  const { path } = property;
  const size: unknown = record.params[path];
  const type = asText(record.params[FILE_TYPE_PREFIX + path]);
  const details = [formatBytes(size), ...(type === '' ? [] : [shortName(type)])];
  return (
    <span className="stored-file">
      {type.startsWith('image/') && Number(size) <= SHOWN_BYTES && (
        <Picture address={addressOf({ property, record }, PICTURE_PREFIX)} />
      )}
      <a className="value-link" href={addressOf({ property, record }, DOWNLOAD_PREFIX)} download>
        {text('RecordTools.download')} ({details.join(', ')})
      </a>
    </span>
  );
}

/**
 * A picture; words where none is sent, or where the browser cannot decode it, whatever its first
 * bytes say.
 */
function Picture({ address }: { address: string }): React.JSX.Element {
  const [isBroken, setBroken] = useState(false);
  const text = useText();
  if (isBroken) return <span className="field-hint">{text('StoredFile.notShown')}</span>;
  // Its column's label stands beside it, and the link below says what it is.
  return <img src={address} alt="" loading="lazy" onError={() => setBroken(true)} />;
}

function addressOf({ property, record }: Props, prefix: string): string {
  const { resourceId, path } = property;
  const page = paths.recordActionUrl({
    ...{ resourceId, recordId: record.id },
    actionName: prefix + path,
  });
  return page.replace('/resources/', '/api/resources/');
}

const shortName = (type: string) => type.slice(type.indexOf('/') + 1).toUpperCase();
