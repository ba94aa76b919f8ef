/** Refusals and previews that all operations on money share. */
export const operations = {
  'operations.not_open': '{what:message} is not open to {role:word} logins',
  // the chosen rows
  'operations.none_chosen': 'no rows were chosen',
  'operations.too_many': '{rows#row} were chosen; one operation takes at most {most:number}',
  'operations.use_bulk_run': 'use a bulk run, which goes in chunks',
  'operations.bad_id': 'an id of the chosen rows is malformed',
  'operations.chosen_twice': 'a row is chosen twice',
  'operations.unknown': 'unknown',
  'operations.no_row': 'there is no such row',
  'operations.no_customer': 'there is no such customer',
  'operations.already': 'already {state:message}',
  'operations.changed': 'changed since it was chosen',
  'operations.choose_again': 'check it and choose it again',
  'operations.kind_clock': 'the clock is behind',
  'operations.clock_behind':
    '{what:message} has entries of {seen} UTC, and the server’s clock says {now}',
  'operations.set_clock': 'set the server’s clock right',
  'operations.carry_clock': 'The clock is right: carry on from the later time',
  'operations.carry_clock_hint':
    'set the server’s clock right; if it is right, carry on from the later time: tick that in the form, or add --carry-clock to the command',
  'operations.ask_clock':
    'set the server’s clock right, or ask an administrator to carry on from the later time',
  'operations.party': '{customer:person}',
  // the request
  'operations.id_used': 'this operation id was used for another request before',
  'operations.reload': 'reload the page and enter it again',
  'operations.no_kind': 'there is no such operation',
  'operations.use_form': 'open the action and submit its form',
  'operations.no_form_id': 'the form has no operation id',
  'operations.open_again': 'open it again',
  'operations.no_preview': 'this action has no preview',
  'operations.foreign_preview': 'the preview was changed after the server sent it',
  // previews
  'operations.row': '{row:message}: {text:message}',
  'operations.accept': 'accept',
  'operations.void': 'void',
  'operations.cancel': 'cancel',
  'operations.regrade': 'regrade from {from:message} to {to:word}',
  'operations.reopen': 'reopen',
  'operations.reopen_pending': 'reopen to pending',
  'operations.process': 'process',
  'operations.fail': 'fail',
  'operations.reverse': 'reverse',
  'operations.no_money': '{what:message}, no money of {customer:person} moves',
  'operations.pays':
    '{what:message} pays {amount:money} to {customer:person} (balance {before:money} → {after:money})',
  'operations.returns':
    '{what:message} returns {amount:money} to {customer:person} (balance {before:money} → {after:money})',
  'operations.adds':
    '{what:message} adds {amount:money} to {customer:person} (balance {before:money} → {after:money})',
  'operations.takes':
    '{what:message} takes {amount:money} from {customer:person} (balance {before:money} → {after:money})',
  'operations.nothing_moves': 'no money moves',
  'operations.both_move': '+{credited:money} {currency} and -{debited:money} {currency}',
  'operations.over_limit':
    '{customer:person} will owe {debt:money} {currency}, more than the limit of {limit:money} {currency}',
  // results
  'operations.done': '{done:number} done',
  'operations.done_and_refused': '{done:number} done, {refused:number} refused',
} as const;
