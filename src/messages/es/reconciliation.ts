import type { reconciliation as english } from '../en/reconciliation.js';
import { translation } from '../translation.js';

export const reconciliation = translation<typeof english>()({
  // invariants
  'reconciliation.balances_rule': 'los saldos son la suma de sus transacciones completadas',
  'reconciliation.payouts_rule':
    'las transacciones de cada apuesta suman su pago menos lo apostado',
  'reconciliation.stakes_rule':
    'cada apuesta tiene una transacción de su importe, y no hay dinero de apuestas sin apuesta',
  'reconciliation.agents_rule':
    'agentes de las apuestas, número de clientes y volúmenes brutos concuerdan',
  'reconciliation.rows_rule':
    'los importes son centavos enteros; estados, resultados y horas concuerdan',
  'reconciliation.gradings_rule':
    'las calificaciones llevan al estado actual de cada apuesta y a la ganancia del libro en ella',
  'reconciliation.figures_rule':
    'las cifras guardadas de periodos cerrados son las que da un recálculo',
  'reconciliation.open_stakes_rule':
    'las sumas de importes abiertos son los importes de las apuestas abiertas',
  // progress
  'reconciliation.starting': 'el principio',
  'reconciliation.balances': 'los saldos',
  'reconciliation.wagers': 'las apuestas',
  'reconciliation.transactions': 'las transacciones',
  'reconciliation.people_and_activities': 'los agentes, los clientes y las actividades',
  'reconciliation.stored_figures': 'las cifras guardadas',
  'reconciliation.checking': 'comprobando {part:message} …',
  'reconciliation.failed': 'la conciliación falló',
  'reconciliation.unknown_request': 'esta página no admite esa solicitud',
  // names of rows
  'reconciliation.person': '{person:person}',
  'reconciliation.agent_row': 'agente {agent:person}',
  'reconciliation.customer_row': 'cliente {customer:person}',
  'reconciliation.wager_row': 'apuesta {wager}',
  'reconciliation.transaction_row': '{type:word} de {amount:money} de {customer:person}',
  'reconciliation.activity_row': 'actividad de {user:person}, {at}',
  'reconciliation.grading_row': 'calificación de {wager}, {at}',
  // states of wagers, impossible ones included
  'reconciliation.state_with_result': '{status:word} como {result:word}',
  'reconciliation.state_without_result': '{status:word} sin resultado',
  'reconciliation.open': 'abierta',
  // balances
  'reconciliation.wrong_balance':
    'cliente {customer:person}: el saldo es {found:money}, pero las transacciones completadas suman {expected:money}',
  // money of wagers
  'reconciliation.wrong_money':
    'apuesta {wager}, {state:message}: sus transacciones suman {found:money}, pero su pago menos lo apostado es {expected:money}',
  'reconciliation.wrong_stake':
    'apuesta {wager}: la transacción de su importe no es una completada de {stake:money}',
  'reconciliation.stake_count': 'la apuesta {wager} tiene {count#stake_transaction} en vez de una',
  'reconciliation.of_another_customer':
    'la apuesta {wager} tiene {count#transaction} de otro cliente',
  'reconciliation.wrong_grading_money':
    'apuesta {wager}: su calificación del {at} movió {found:money} en vez de {expected:money}',
  'reconciliation.unknown_wager': '{row:message}: ninguna apuesta tiene el número {reference}',
  'reconciliation.no_reference': '{row:message}: no indica ninguna apuesta',
  'reconciliation.a_wager_number': 'el número de una apuesta',
  // agents
  'reconciliation.no_customer': 'la apuesta {wager} no tiene cliente',
  'reconciliation.wrong_agent':
    'la apuesta {wager} tiene el agente {found:person}, pero su cliente {customer:person} es de {expected:person}',
  'reconciliation.wrong_customer_count':
    'agente {agent:person}: el número guardado de clientes es {found:number}, pero el agente tiene {expected#customer}',
  'reconciliation.wrong_volume':
    'agente {agent:person}: el volumen bruto guardado es {found:money}, pero los importes de las apuestas del agente suman {expected:money}',
  'reconciliation.the_book': 'el libro',
  'reconciliation.wrong_open_stakes_book':
    'la suma guardada de importes abiertos del libro es {found:money}, pero los importes de sus apuestas abiertas suman {expected:money}',
  'reconciliation.wrong_open_stakes_agent':
    'agente {agent:person}: la suma guardada de importes abiertos es {found:money}, pero los importes de las apuestas abiertas suman {expected:money}',
  'reconciliation.wrong_open_stakes_customer':
    '{customer:person}: la suma guardada de importes abiertos es {found:money}, pero los importes de las apuestas abiertas suman {expected:money}',
  'reconciliation.wrong_credit':
    'agente {agent:person}: el crédito en uso guardado es {found:money}, pero los límites de apuestas de los clientes del agente suman {expected:money}',
  // rules of single rows
  'reconciliation.row_fault': '{row:message}: {fault:message} ({found})',
  'reconciliation.row_fault_empty': '{row:message}: {fault:message} (vacío)',
  'reconciliation.not_whole_cents': '«{column:title}» no está en centavos enteros',
  'reconciliation.misfit_credit':
    '«Crédito libre» no corresponde al límite de crédito y al crédito usado',
  'reconciliation.win_not_whole_cents':
    'el cambio de la ganancia del libro no está en centavos enteros',
  'reconciliation.not_a_timestamp': '«{column:title}» no es una fecha con hora',
  'reconciliation.misfit': '«{column:title}» no encaja con el estado',
  'reconciliation.negative_amount': 'el importe es negativo',
  'reconciliation.zero_amount': 'el importe es cero',
  'reconciliation.incomplete_wager_money': 'el dinero de una apuesta no está completado',
  'reconciliation.wrong_reversal': 'la reversión no es lo contrario de su original',
  'reconciliation.a_time': 'una hora',
  'reconciliation.nothing': 'nada',
  'reconciliation.result_of_settled': 'ganada, perdida o empate',
  'reconciliation.a_positive_amount': 'un importe positivo',
  'reconciliation.an_amount': 'un importe',
  'reconciliation.an_opposite': 'lo contrario de un original completado',
  // gradings
  'reconciliation.no_grading': 'la apuesta {wager} está {state:message} y no tiene calificación',
  'reconciliation.a_grading': 'una calificación',
  'reconciliation.wrong_win':
    'apuesta {wager}: su calificación del {at} dice una ganancia del libro de {found:money}, pero de {from:message} a {to:message} es {expected:money}',
  'reconciliation.wrong_beginning':
    'apuesta {wager}: su calificación del {at} empieza en {found:message}, no en {expected:message}',
  'reconciliation.back_to_pending':
    'apuesta {wager}: su calificación del {at} vuelve a pendiente, pero la apuesta se había aceptado',
  'reconciliation.wrong_end':
    'la apuesta {wager} está {found:message}, pero su última calificación dice {expected:message}',
  'reconciliation.wrong_settling_time':
    'la apuesta {wager} se liquidó el {found}, pero su última calificación es del {at}',
  'reconciliation.no_settling_time':
    'la apuesta {wager} no tiene hora de liquidación, pero su última calificación es del {at}',
  // stored figures
  'reconciliation.wrong_figure':
    '{figure:message}: está guardado {found:number}, pero un recálculo da {expected:number}',
  'reconciliation.missing_figure':
    '{figure:message}: no está guardado, pero un recálculo da {expected:number}',
  'reconciliation.off_calendar':
    'las cifras ({kind:word}) no empiezan en un primer día del calendario del libro: {days:message}',
  'reconciliation.outdated':
    'las cifras ({kind:word}) están desactualizadas hasta que se recalculen: {days:message}',
  'reconciliation.days': '{days:all}',
  'reconciliation.days_and_more': '{days} y {more:number} más',
  // repair
  'reconciliation.repairing': 'una reparación',
  'reconciliation.repaired_reason': 'Columnas derivadas que no coincidían con sus filas',
  // at the command line
  'reconciliation.command_help':
    'comprobar los invariantes del libro y nombrar cada fila que incumple uno',
  'reconciliation.repair_help':
    'corregir antes las columnas derivadas de los agentes (customer_count, total_volume, credit_used) y las sumas de importes abiertos',
  'reconciliation.warning': 'aviso: {warning:message}',
  'reconciliation.all_hold': 'se cumplen todos los invariantes',
  'reconciliation.rows_to_look_at': '{rows#row} por revisar',
  'reconciliation.not_kept': 'el resultado no se guardó: {reason:message}',
  'reconciliation.nothing_to_repair': 'no hay nada que reparar',
  'reconciliation.repair_plan': 'una reparación cambiaría:',
  'reconciliation.column_agent': 'de',
  'reconciliation.column_column': 'columna',
  'reconciliation.column_is': 'es',
  'reconciliation.column_becomes': 'será',
  'reconciliation.ask_to_repair': '¿Reparar {values#value}?',
  'reconciliation.repaired': 'reparado: {values#value}',
  'reconciliation.finding':
    '   - {text:message} [se esperaba {expected:message}, se encontró {found:message}]',
  'reconciliation.check_holds': '{invariant}. {title:message}: {rows#row}, todo en orden',
  'reconciliation.check_broken':
    '{invariant}. {title:message}: {rows#row}, con errores: {broken:number}',
});
