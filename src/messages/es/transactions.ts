import type { transactions as english } from '../en/transactions.js';
import { translation } from '../translation.js';

export const transactions = translation<typeof english>()({
  // work that a login may do
  'transactions.processing': 'procesar transacciones',
  'transactions.failing': 'marcar transacciones como fallidas',
  'transactions.cancelling': 'cancelar transacciones',
  'transactions.reversing': 'revertir transacciones',
  'transactions.adjusting': 'ajustar saldos',
  // names and states
  'transactions.label': '{type:word} de {amount:money}',
  'transactions.named': 'la transacción «{label:message}»',
  'transactions.state': '{state:word}',
  'transactions.unknown': 'esa transacción no existe',
  // outcomes
  'transactions.created': '{label:message} para {customer:person}: queda pendiente',
  'transactions.processed': '{label:message}: procesada',
  'transactions.failed': '{label:message}: fallida',
  'transactions.cancelled': '{label:message}: cancelada',
  'transactions.reversed': '{label:message}: revertida',
  'transactions.credited': '{what:message}; {amount:money} sumados a {customer:person}',
  'transactions.debited': '{what:message}; {amount:money} restados a {customer:person}',
  'transactions.added': '{amount:money} sumados al saldo de {customer:person}: {reason}',
  'transactions.taken': '{amount:money} restados del saldo de {customer:person}: {reason}',
  // descriptions in the book
  'transactions.adjustment': 'Ajuste: {reason}',
  'transactions.reversal': 'Reversión de un {type:word}',
  'transactions.reversal_because': 'Reversión de un {type:word}: {reason}',
  // refusals
  'transactions.bad_type': 'el tipo debe ser depósito o retiro',
  'transactions.already': 'la transacción «{label:message}» ya está {state:message}',
  'transactions.use_reverse': 'use revertir para deshacerla',
  'transactions.final': 'una transacción {state:message} es definitiva',
  'transactions.kind_beyond_balance': 'más que el saldo',
  'transactions.beyond_balance':
    'la transacción «{label:message}» es más que el saldo de {customer:person}, {balance:money}',
  'transactions.stays_pending': 'queda pendiente',
  'transactions.kind_of_wager': 'dinero de una apuesta',
  'transactions.of_wager': 'la transacción «{label:message}» es de una apuesta',
  'transactions.change_wager': 'use recalificar, anular o reabrir en la apuesta',
  'transactions.kind_reversal': 'una reversión',
  'transactions.is_reversal':
    'la transacción «{label:message}» es una reversión y no se puede revertir',
  'transactions.adjust_instead': 'escriba un ajuste en su lugar',
  'transactions.only_completed_reversed':
    'la transacción «{label:message}» está {state:message}, y solo se revierte una completada',
  'transactions.use_cancel': 'use cancelar',
  'transactions.kind_reversed': 'ya revertida',
  'transactions.already_reversed': 'la transacción «{label:message}» ya está revertida',
  'transactions.changed':
    'la transacción «{label:message}» cambió desde que se eligió y ahora está {state:message}',
  'transactions.suspended': '{customer:person} tiene el estado suspendido y no puede retirar',
  'transactions.activate_customer': 'active antes al cliente',
  'transactions.kind_below_zero': 'por debajo de cero',
  'transactions.below_zero':
    'el saldo de {customer:person} sería {after:money}, por debajo de cero',
  'transactions.confirm_below_zero': 'confirme que puede quedar por debajo de cero',
  // requests of customers and agents
  'transactions.no_requests':
    '{customer:person} tiene el estado {status:word}, y solo los clientes activos piden depósitos y retiros',
  'transactions.ask_to_activate': 'pida a un administrador que active al cliente',
  'transactions.kind_too_many': 'demasiadas solicitudes',
  'transactions.too_many_deposits':
    '{customer:person} tiene {pending:number} depósitos pendientes, y el máximo es {most:number}',
  'transactions.too_many_withdrawals':
    '{customer:person} tiene {pending:number} retiros pendientes, y el máximo es {most:number}',
  'transactions.wait_or_cancel':
    'espere a que se procese uno de ellos, o que el cliente cancele uno',
  'transactions.requests_beyond_balance':
    'los retiros pendientes de {customer:person} sumarían {sum:money}, más que el saldo de {balance:money}',
  'transactions.request_at_most': 'pida {left:money} como máximo',
  'transactions.nothing_to_withdraw': 'antes hay que procesar un depósito',
  'transactions.nothing_left':
    'no queda nada que pedir: antes hay que procesar o cancelar un retiro pendiente, o procesar un depósito',
  // help of the command line
  'transactions.help': 'depósitos, retiros y ajustes',
  'transactions.help_create':
    'escribir un depósito o retiro pendiente; nada se mueve hasta que se procesa',
  'transactions.help_type': 'la dirección del dinero',
  'transactions.help_amount': 'por ejemplo 110 o 1,250.50',
  'transactions.help_description': 'una nota',
  'transactions.help_adjust': 'corregir un saldo con un depósito o retiro completado y su motivo',
  'transactions.help_adjust_amount': 'positivo suma al saldo, negativo resta de él',
  'transactions.help_reason': 'el motivo; se guarda con el cambio',
  'transactions.help_allow_negative': 'el saldo puede quedar por debajo de cero',
  'transactions.help_process': 'completar transacciones pendientes: el dinero se mueve',
  'transactions.help_fail': 'marcar como fallidas transacciones pendientes, con un motivo',
  'transactions.help_cancel': 'cancelar transacciones pendientes',
  'transactions.help_reverse': 'escribir lo contrario de depósitos y retiros completados',
  'transactions.help_ids': 'ids de transacciones',
});
