import type { figures as english } from '../en/figures.js';
import { translation } from '../translation.js';

export const figures = translation<typeof english>()({
  'figures.explain': 'Explicar',
  // names
  'figures.handle': 'Volumen',
  'figures.volume': 'Volumen bruto',
  'figures.bets': 'Apuestas',
  'figures.average_stake': 'Apuesta promedio',
  'figures.gross_win': 'Ganancia bruta',
  'figures.hold': 'Retención',
  'figures.stakes_first_graded': 'Importes calificados por primera vez',
  'figures.active_customers': 'Clientes activos',
  'figures.new_customers': 'Clientes nuevos',
  'figures.deposits': 'Depósitos',
  'figures.withdrawals': 'Retiros',
  'figures.net_cash': 'Efectivo neto',
  'figures.open_liability': 'Riesgo abierto',
  'figures.commission': 'Comisión',
  'figures.net': 'Resultado de los clientes',
  'figures.payments': 'Pagos y ajustes',
  'figures.carried': 'Saldo arrastrado',
  'figures.settled': 'Saldo liquidado',
  'figures.open_stakes': 'Importes abiertos',
  'figures.balance': 'Saldo',
  'figures.near_limit': 'Por encima del límite o cerca de él',
  // formulas
  'figures.handle_formula':
    'suma de los importes de todas las apuestas hechas en el periodo, sin canceladas ni anuladas',
  'figures.volume_formula': 'suma de los importes de todas las apuestas hechas en el periodo',
  'figures.bets_formula': 'número de apuestas hechas en el periodo, sin canceladas ni anuladas',
  'figures.average_stake_formula': 'volumen ÷ apuestas',
  'figures.gross_win_formula':
    'suma de los cambios de la ganancia del libro por las calificaciones hechas en el periodo; una recalificación cuenta cuando se hace',
  'figures.hold_formula':
    'ganancia bruta ÷ importes de las apuestas cuya primera calificación como ganada, perdida o empate cae en el periodo',
  'figures.active_customers_formula': 'número de clientes con al menos una apuesta en el periodo',
  'figures.new_customers_formula': 'número de clientes agregados en el periodo',
  'figures.deposits_formula':
    'depósitos completados menos sus reversiones, por la hora en que se procesaron, sin ajustes',
  'figures.withdrawals_formula':
    'retiros completados menos sus reversiones, por la hora en que se procesaron, sin ajustes',
  'figures.net_cash_formula': 'depósitos − retiros, menos las reversiones, sin ajustes',
  'figures.open_liability_formula':
    'suma de lo que ganarían todas las apuestas abiertas al final del periodo, o abiertas ahora',
  'figures.commission_formula':
    'por cada agente: tasa vigente el último día × ganancia bruta de sus clientes si es mayor que cero',
  'figures.commission_of_handle_formula':
    'por cada agente: tasa vigente el último día × volumen de sus clientes',
  'figures.net_formula':
    'lo que los clientes ganaron menos lo que perdieron, por las calificaciones hechas en el periodo: la ganancia bruta con signo contrario',
  'figures.payments_formula':
    'depósitos completados − retiros completados, con ajustes y reversiones',
  'figures.carried_formula': 'todos los pagos, ajustes y resultados anteriores al primer día',
  'figures.settled_formula':
    'saldo arrastrado + resultados de los días + pagos = saldo + importes abiertos',
  'figures.open_stakes_formula':
    'importes de las apuestas que estaban abiertas al final del periodo, o lo están ahora',
  'figures.balance_formula':
    'suma de todas las transacciones completadas hasta el final del periodo, o hasta ahora',
  'figures.near_limit_formula':
    'número de clientes que ahora deben al menos el 80 % de su límite de apuestas',
  'figures.rate_of_win': '{rate} % × ganancia bruta si es mayor que cero',
  'figures.rate_of_handle': '{rate} % × volumen',
  // days and periods
  'figures.days': '{from} a {to}',
  'figures.stored_value': '{figure:message}, {kind:word} desde el {day}',
  // the subject of an explanation
  'figures.of_book': 'todo el libro, {days:message}',
  'figures.of_book_at': 'todo el libro, al cierre del periodo {days:message}',
  'figures.of_own_customers': 'todos sus clientes, {days:message}',
  'figures.of_own_customers_at': 'todos sus clientes, al cierre del periodo {days:message}',
  'figures.of_person': '{person:person}, {days:message}',
  'figures.of_person_at': '{person:person}, al cierre del periodo {days:message}',
  // the parts and rows behind a figure
  'figures.part_customers': 'Clientes',
  'figures.open_wagers': 'Apuestas abiertas',
  'figures.part_results': 'Resultados',
  'figures.part_over_limit': 'Por encima del límite',
  'figures.part_near_limit': 'Cerca del límite',
  'figures.wager_result': '{status:word} · {result:word}',
  'figures.regraded': '{from:word} → {to:word}',
  'figures.customer_bets': '{bets#bet}',
  'figures.debt_of_limit': 'debe {debt:money} de {limit:money}',
  // work that a role may not do
  'figures.reading_book': 'leer las cifras del libro',
  'figures.reading_own_week': 'leer la semana propia de un agente',
  'figures.reading_debts': 'leer lo que deben los clientes',
  'figures.reading_account': 'leer una cuenta',
  'figures.this_page': 'esta página',
  'figures.recomputing': 'recalcular cifras',
  // questions that have no answer
  'figures.no_figure': 'no existe esa cifra',
  'figures.no_agent': 'no existe ese agente',
  'figures.no_statement_page': 'no existe esa página del estado de cuenta',
  'figures.no_stored_figures': 'estas cifras no existen',
  'figures.future_week': 'la semana del {day} está en el futuro',
  'figures.choose_earlier_week': 'elija esta semana o una anterior',
  // ranges of days
  'figures.range_backwards': 'el intervalo va al revés: {from} es después de {to}',
  'figures.earlier_first': 'dé primero la fecha anterior',
  'figures.range_too_long': 'de {from} a {to} hay más de cinco años',
  'figures.shorten_range': 'elija un intervalo más corto',
  'figures.future_day': '{day} está en el futuro',
  'figures.latest_day': 'la última fecha es {day}',
  'figures.not_a_date': '{typed} no es una fecha',
  'figures.write_date': 'escríbala como AAAA-MM-DD',
  // stored figures
  'figures.state': 'Estado',
  'figures.up_to_date': 'Al día',
  'figures.outdated': 'Desactualizado',
  'figures.not_ended': 'Sin terminar',
  'figures.computed_at': 'calculado {at} ({timezone})',
  'figures.never_computed': 'nunca calculado',
  // recomputing
  'figures.range_needs_first_day': 'escriba el primer día del periodo',
  'figures.empty_book': 'el libro está vacío: no hay nada que recalcular',
  'figures.all_up_to_date':
    '{days:message}, {periods#period}: todo al día, no hay nada que recalcular',
  'figures.first_changes':
    '{days:message}, {periods#period}: se muestran los primeros {shown:number} de {changes#value}',
  'figures.value_change': '{before} → {after} ({table:inline})',
  'figures.value_added': 'nada → {after} ({table:inline})',
  'figures.value_removed': '{before} → nada ({table:inline})',
  'figures.recomputed': 'Recalculado: {periods#period}; cambiado: {changes#value}',
  'figures.book_in_future': 'el libro empieza el {first}, pero el reloj del servidor dice {today}',
  'figures.stray_weeks_removed':
    'Estas semanas no empiezan en el primer día de la semana del libro',
  // stats recompute, at the command line
  'figures.group_help': 'cifras semanales e indicadores',
  'figures.recompute_help': 'recalcular weekly_stats y kpi_metrics; repetirlo no cambia nada',
  'figures.from_help': 'primer día, AAAA-MM-DD en la zona horaria del libro',
  'figures.to_help': 'último día; hoy si no se da',
  'figures.all_help': 'desde el primer día del libro hasta hoy',
  'figures.would_change': 'cambiaría: {changes#value}',
  'figures.looked_at': 'Revisado: {periods#period}; cambiado: {changes#value}',
  'figures.column_table': 'tabla',
  'figures.column_period': 'periodo',
  'figures.column_from': 'desde',
  'figures.column_figure': 'cifra',
  'figures.column_old': 'antes',
  'figures.column_new': 'ahora',
  'figures.ask_to_store': '¿Guardar {changes#value}?',
  'figures.all_or_range': '{all} y un periodo se excluyen',
  'figures.missing_range': 'faltan los días que recalcular',
  'figures.give_range': 'dé {first} y {last}, o {all}',
});
