import React from 'react';
import type { ActionProps } from 'adminjs';
import type { ActionCustom } from '../../contract/panel.js';
import { ActionFields } from '../operation/action-fields.js';
import { useListAddress } from '../operation/list-address.js';
import { useConfirmation } from '../operation/use-confirmation.js';
import { RowsForm } from './rows-form.js';

/** An action on many rows: its form makes a run, whose page shows the preview. */
export default function BulkAction(props: ActionProps): React.JSX.Element {
  const custom = props.action.custom as ActionCustom;
  const home = useListAddress(props);
  const form = useConfirmation(props, custom, home);
  return (
    <RowsForm action={props} form={form} home={home}>
      {custom.description !== undefined && <p>{custom.description}</p>}
      <ActionFields form={form} />
    </RowsForm>
  );
}
