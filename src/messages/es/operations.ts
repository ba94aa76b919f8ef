import type { operations as english } from '../en/operations.js';
import { translation } from '../translation.js';

export const operations = translation<typeof english>()({
  'operations.not_open': '{what:message}: no está abierto a usuarios con el rol de {role:word}',
  // the chosen rows
  'operations.none_chosen': 'no se eligió ninguna fila',
  'operations.too_many': 'se eligieron {rows#row}; una operación admite como mucho {most:number}',
  'operations.use_bulk_run': 'use una ejecución en bloque, que va por partes',
  'operations.bad_id': 'un id de las filas elegidas no es correcto',
  'operations.chosen_twice': 'una fila está elegida dos veces',
  'operations.unknown': 'no existe',
  'operations.no_row': 'esa fila no existe',
  'operations.no_customer': 'ese cliente no existe',
  'operations.already': 'ya {state:message}',
  'operations.changed': 'cambió desde que se eligió',
  'operations.choose_again': 'véala y elíjala otra vez',
  'operations.kind_clock': 'el reloj va atrasado',
  'operations.clock_behind':
    '{what:message} tiene registros de las {seen} UTC, y el reloj del servidor dice {now}',
  'operations.set_clock': 'ponga en hora el reloj del servidor',
  'operations.carry_clock': 'El reloj está en hora: seguir desde la hora posterior',
  'operations.carry_clock_hint':
    'ponga en hora el reloj del servidor; si está en hora, siga desde la hora posterior: márquelo en el formulario, o añada --carry-clock al comando',
  'operations.ask_clock':
    'ponga en hora el reloj del servidor, o pida a un administrador que siga desde la hora posterior',
  'operations.party': '{customer:person}',
  // the request
  'operations.id_used': 'este id de operación ya se usó antes para otra solicitud',
  'operations.reload': 'recargue la página y escríbalo otra vez',
  'operations.no_kind': 'esa operación no existe',
  'operations.use_form': 'abra la acción y envíe su formulario',
  'operations.no_form_id': 'el formulario no tiene id de operación',
  'operations.open_again': 'ábralo otra vez',
  'operations.no_preview': 'esta acción no tiene vista previa',
  'operations.foreign_preview': 'la vista previa cambió después de que el servidor la enviara',
  // previews
  'operations.row': '{row:message}: {text:message}',
  'operations.accept': 'aceptar',
  'operations.void': 'anular',
  'operations.cancel': 'cancelar',
  'operations.regrade': 'recalificar de {from:message} a {to:word}',
  'operations.reopen': 'reabrir',
  'operations.reopen_pending': 'reabrir y dejar pendiente',
  'operations.process': 'procesar',
  'operations.fail': 'marcar como fallida',
  'operations.reverse': 'revertir',
  'operations.no_money': '{what:message}, no se mueve dinero de {customer:person}',
  'operations.pays':
    '{what:message}: se pagan {amount:money} a {customer:person} (saldo {before:money} → {after:money})',
  'operations.returns':
    '{what:message}: se devuelven {amount:money} a {customer:person} (saldo {before:money} → {after:money})',
  'operations.adds':
    '{what:message}: se suman {amount:money} a {customer:person} (saldo {before:money} → {after:money})',
  'operations.takes':
    '{what:message}: se restan {amount:money} a {customer:person} (saldo {before:money} → {after:money})',
  'operations.nothing_moves': 'no se mueve dinero',
  'operations.both_move': '+{credited:money} {currency} y -{debited:money} {currency}',
  'operations.over_limit':
    '{customer:person} deberá {debt:money} {currency}, más que el límite de {limit:money} {currency}',
  // results
  'operations.done': 'hechas: {done:number}',
  'operations.done_and_refused': 'hechas: {done:number}, rechazadas: {refused:number}',
});
