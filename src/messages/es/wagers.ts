import type { wagers as english } from '../en/wagers.js';
import { translation } from '../translation.js';

export const wagers = translation<typeof english>()({
  // work that a login may do
  'wagers.accepting': 'aceptar apuestas',
  'wagers.settling': 'liquidar apuestas',
  'wagers.voiding': 'anular apuestas',
  'wagers.cancelling': 'cancelar apuestas',
  'wagers.regrading': 'recalificar apuestas',
  'wagers.reopening': 'reabrir apuestas',
  // names and states
  'wagers.named': 'la apuesta {number}',
  'wagers.state': '{state:word}',
  'wagers.settled_as': 'liquidada como {result:word}',
  'wagers.unknown': 'esa apuesta no existe',
  // placing and accepting
  'wagers.kind_customer': 'el cliente está {status:word}',
  'wagers.customer_inactive': '{customer:person} tiene el estado {status:word}',
  'wagers.only_active': 'solo puede apostar un cliente activo',
  'wagers.kind_agent': 'el agente está {status:word}',
  'wagers.agent_inactive': 'el agente de {customer:person} está {status:word}',
  'wagers.only_active_agent': 'los clientes pueden apostar mientras su agente esté activo',
  'wagers.kind_over_limit': 'por encima del límite de apuestas',
  'wagers.over_limit':
    'el saldo de {customer:person} sería {after:money}, más allá del límite de apuestas de {limit:money}',
  'wagers.available': 'disponible para apostar: {amount:money}',
  'wagers.placed':
    '{number} hecha: {stake:money} a {odds} para {customer:person}, a ganar {win:money}',
  'wagers.accepted': '{number} aceptada',
  // gradings
  'wagers.settled': '{number} liquidada como {result:word}',
  'wagers.voided': '{number} anulada',
  'wagers.cancelled_now': '{number} cancelada',
  'wagers.regraded': '{number} recalificada de {from:word} a {to:word}',
  'wagers.reopened': '{number} reabierta, estaba {state:message}',
  'wagers.reopened_pending': '{number} reabierta y pendiente, estaba {state:message}',
  'wagers.paid': '{what:message}: {amount:money} pagados a {customer:person}',
  'wagers.returned': '{what:message}: {amount:money} devueltos a {customer:person}',
  'wagers.taken_back': '{what:message}: {amount:money} descontados a {customer:person}',
  // refusals
  'wagers.already': 'la apuesta {number} ya está {state:message}',
  'wagers.use_regrade': 'use recalificar para cambiar su resultado',
  'wagers.use_reopen': 'use reabrir: entonces espera que la acepten',
  'wagers.other_result': 'elija otro resultado',
  'wagers.kind_open': 'ya abierta ({state:word})',
  'wagers.already_open': 'la apuesta {number} ya está abierta ({state:word})',
  'wagers.cancelled': 'la apuesta {number} está cancelada',
  'wagers.final': 'una apuesta cancelada es definitiva',
  'wagers.kind_active': 'activa, y solo se cancela una pendiente',
  'wagers.only_pending_cancelled':
    'la apuesta {number} está activa, y solo se cancela una pendiente',
  'wagers.use_void': 'use anular para devolver el importe apostado',
  'wagers.kind_no_result': 'activa y aún sin resultado',
  'wagers.no_result': 'la apuesta {number} está activa y aún no tiene resultado',
  'wagers.use_settle': 'use liquidar',
  'wagers.kind_waiting': 'en espera de que se acepte',
  'wagers.waiting': 'la apuesta {number} espera que la acepten: acéptela o cancélela',
  'wagers.kind_never_accepted': 'anulada antes de que se aceptara',
  'wagers.never_accepted':
    'la apuesta {number} se anuló antes de que nadie la aceptara y no se puede recalificar',
  'wagers.changed': 'la apuesta {number} cambió desde que se eligió y ahora está {state:message}',
  'wagers.bad_result': 'el resultado debe ser {results:either}',
  // help of the command line
  'wagers.help': 'hacer apuestas y cambiarlas',
  'wagers.help_place': 'hacer una apuesta; el importe se descuenta en el acto',
  'wagers.help_amount': 'el importe apostado, por ejemplo 110 o 1,250.50',
  'wagers.help_odds': 'por ejemplo -110 o +150, o 2.50 en un libro con cuotas decimales',
  'wagers.help_description': 'la apuesta en palabras',
  'wagers.help_accept': 'aceptar apuestas pendientes',
  'wagers.help_settle': 'liquidar apuestas activas',
  'wagers.help_void': 'anular apuestas activas y devolver los importes',
  'wagers.help_cancel': 'cancelar apuestas pendientes y devolver los importes',
  'wagers.help_regrade': 'cambiar el resultado de apuestas liquidadas o anuladas',
  'wagers.help_reopen': 'deshacer la liquidación o la anulación de apuestas',
  'wagers.help_numbers': 'números (W-1042) o ids',
  'wagers.help_result': 'el resultado',
});
