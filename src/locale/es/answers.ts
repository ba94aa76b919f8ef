import type { Phrases } from '../phrasebook.js';

/** Spanish of composed texts: dashboards, figures, statements, previews, notices. */
export const spanishAnswers: Phrases = {
  // dashboards
  'The book': 'El libro',
  'Your customers': 'Sus clientes',
  'Your account': 'Su cuenta',
  'Week of {start} to {end}, times in {timezone}':
    'Semana del {start} al {end}, horas de {timezone}',
  'This week': 'Esta semana',
  'Your week': 'Su semana',
  Now: 'Ahora',
  More: 'Más',
  'Work waiting': 'Trabajo pendiente',
  'Top agents this week': 'Mejores agentes de la semana',
  'Over or near the limit': 'Por encima del límite o cerca de él',
  'Who owes most': 'Quién debe más',
  'Recent transactions': 'Transacciones recientes',
  'All transactions': 'Todas las transacciones',
  'Transactions to process': 'Transacciones por procesar',
  'Wagers to accept': 'Apuestas por aceptar',
  'Pending for long': 'Pendientes desde hace mucho',
  'Active for long': 'Activas desde hace mucho',
  'placed more than {count} hours ago': 'hechas hace más de {count} horas',
  'placed more than {count} days ago': 'hechas hace más de {count} días',
  'Outdated periods': 'Periodos desactualizados',
  'changed since they were computed': 'cambiaron desde su cálculo',
  'Up to date': 'Al día',
  Outdated: 'Desactualizado',
  'Not ended': 'Sin terminar',
  'never computed': 'nunca calculado',
  'computed {at}': 'calculado {at}',
  Explain: 'Explicar',
  Reconciliation: 'Conciliación',
  'Never run': 'Nunca hecha',
  'check the book once a day': 'revise el libro una vez al día',
  'All right': 'Todo en orden',
  '1 broken row': '1 fila incorrecta',
  '{count} broken rows': '{count} filas incorrectas',
  'checked {at}': 'revisado {at}',
  'No agent has had a bet this week.': 'Ningún agente ha tenido apuestas esta semana.',
  'Weekly figures of all agents': 'Cifras semanales de todos los agentes',
  'Customers owe': 'Los clientes deben',
  'Customers are owed': 'Se debe a los clientes',
  '1 customer': '1 cliente',
  '{count} customers': '{count} clientes',
  'Open wagers': 'Apuestas abiertas',
  '{stake} at stake': '{stake} en juego',
  '{stake} at stake, {win} to win': '{stake} en juego, {win} a ganar',
  'profit if every open wager won': 'ganancia si todas las apuestas abiertas ganaran',
  'None of your customers owes anything.': 'Ninguno de sus clientes debe nada.',
  'By customer and day': 'Por cliente y día',
  'All of yours': 'Todos los suyos',
  'you owe': 'usted debe',
  'you are owed': 'se le debe',
  settled: 'saldado',
  'Available to bet': 'Disponible para apostar',
  'balance and a limit of {limit}': 'saldo y un límite de {limit}',
  'There are none yet.': 'Todavía no hay ninguna.',
  'Nobody.': 'Nadie.',
  'The row behind it': 'La fila que hay detrás',
  'All {count}': 'Ver {count}',
  When: 'Cuándo',
  What: 'Qué',
  State: 'Estado',
  Owes: 'Debe',
  Limit: 'Límite',
  Used: 'Usado',
  over: 'superado',
  // charts
  'Handle and gross win': 'Volumen y ganancia bruta',
  'Stakes of the bets placed in each week, and what the book won by grading':
    'Importes apostados en cada semana y lo que el libro ganó al calificar',
  'Gross win as a share of the stakes first graded in each week':
    'Ganancia bruta como parte de los importes calificados por primera vez en cada semana',
  'Deposits and withdrawals': 'Depósitos y retiros',
  'Completed payments of each week, reversals taken off, without adjustments':
    'Pagos completados de cada semana, sin reversiones ni ajustes',
  '{start} to {end}': '{start} a {end}',
  // figures
  Handle: 'Volumen',
  Volume: 'Volumen bruto',
  Bets: 'Apuestas',
  'Average stake': 'Apuesta media',
  'Gross win': 'Ganancia bruta',
  Hold: 'Retención',
  'Stakes first graded': 'Importes calificados por primera vez',
  'Active customers': 'Clientes activos',
  'New customers': 'Clientes nuevos',
  Deposits: 'Depósitos',
  Withdrawals: 'Retiros',
  'Net cash': 'Efectivo neto',
  'Open liability': 'Riesgo abierto',
  Commission: 'Comisión',
  'Customers’ result': 'Resultado de los clientes',
  'Payments and adjustments': 'Pagos y ajustes',
  'Carried balance': 'Saldo arrastrado',
  'Settled balance': 'Saldo liquidado',
  'Open stakes': 'Importes abiertos',
  'sum of the stakes of all wagers placed in the period, without cancelled and voided':
    'suma de los importes de todas las apuestas hechas en el periodo, sin canceladas ni anuladas',
  'sum of the stakes of all wagers placed in the period':
    'suma de los importes de todas las apuestas hechas en el periodo',
  'how many wagers were placed in the period, without cancelled and voided':
    'cuántas apuestas se hicieron en el periodo, sin canceladas ni anuladas',
  'handle ÷ bets': 'volumen ÷ apuestas',
  'sum of the changes of the book’s win by all gradings made in the period; a regrade counts when it is made':
    'suma de los cambios de la ganancia del libro por las calificaciones hechas en el periodo; una recalificación cuenta cuando se hace',
  'gross win ÷ stakes of the wagers whose first grading as win, loss or push falls in the period':
    'ganancia bruta ÷ importes de las apuestas cuya primera calificación como ganada, perdida o empate cae en el periodo',
  'how many customers placed at least one bet in the period':
    'cuántos clientes hicieron al menos una apuesta en el periodo',
  'how many customers were added in the period': 'cuántos clientes se añadieron en el periodo',
  'completed deposits less their reversals, by the time of processing; no adjustments':
    'depósitos completados menos sus reversiones, por la hora en que se procesaron; sin ajustes',
  'completed withdrawals less their reversals, by the time of processing; no adjustments':
    'retiros completados menos sus reversiones, por la hora en que se procesaron; sin ajustes',
  'deposits − withdrawals, reversals taken off, adjustments left out':
    'depósitos − retiros, sin reversiones ni ajustes',
  'sum of what all open wagers would win, at the period’s end, or now':
    'suma de lo que ganarían todas las apuestas abiertas, al final del periodo o ahora',
  'for each agent: rate in force on the last day × gross win of its customers when above zero':
    'por cada agente: tasa vigente el último día × ganancia bruta de sus clientes si es mayor que cero',
  'what customers won less what they lost, by the gradings made: minus the gross win':
    'lo que los clientes ganaron menos lo que perdieron, por las calificaciones hechas: la ganancia bruta con signo contrario',
  'completed deposits − completed withdrawals, adjustments and reversals included':
    'depósitos completados − retiros completados, con ajustes y reversiones',
  'all payments, adjustments and results before the first day':
    'todos los pagos, ajustes y resultados anteriores al primer día',
  'carried balance + results of the days + payments = balance + open stakes':
    'saldo arrastrado + resultados de los días + pagos = saldo + importes abiertos',
  'stakes of the wagers that were open at the period’s end, or are now':
    'importes de las apuestas que estaban abiertas al final del periodo, o lo están ahora',
  'sum of all completed transactions up to the period’s end, or now':
    'suma de todas las transacciones completadas hasta el final del periodo, o hasta ahora',
  'customers who owe at least 80 % of their betting limit now':
    'clientes que ahora deben al menos el 80 % de su límite de apuestas',
  '{rate} % × gross win when above zero': '{rate} % × ganancia bruta si es mayor que cero',
  '{rate} % × handle': '{rate} % × volumen',
  // explanations
  'the whole book, as of the period {days}': 'todo el libro, al cierre del periodo {@days}',
  'all your customers, as of the period {days}':
    'todos sus clientes, al cierre del periodo {@days}',
  '{whose}, as of the period {days}': '{whose}, al cierre del periodo {@days}',
  'the whole book, {days}': 'todo el libro, {@days}',
  'all your customers, {days}': 'todos sus clientes, {@days}',
  Results: 'Resultados',
  'Over the limit': 'Por encima del límite',
  'Near the limit': 'Cerca del límite',
  'owes {debt} of {limit}': 'debe {debt} de {limit}',
  '1 bet': '1 apuesta',
  '{count} bets': '{count} apuestas',
  'settled · {result}': 'liquidada · {@result}',
  'voided · void': 'anulada',
  Reversal: 'Reversión',
  Adjustment: 'Ajuste',
  // reconciliation
  starting: 'el principio',
  balances: 'los saldos',
  wagers: 'las apuestas',
  transactions: 'las transacciones',
  'agents, customers and activities': 'los agentes, los clientes y las actividades',
  'stored figures': 'las cifras guardadas',
  'balances equal the sum of their completed transactions':
    'los saldos son la suma de sus transacciones completadas',
  'each wager’s transactions sum to its payout less its stake':
    'las transacciones de cada apuesta suman su pago menos lo apostado',
  'each wager has one stake transaction, and no wager money is without a wager':
    'cada apuesta tiene una transacción de su importe, y no hay dinero de apuestas sin apuesta',
  'agents of wagers, customer counts and total volumes':
    'agentes de las apuestas, número de clientes y volúmenes totales',
  'whole cents; statuses, results and timestamps agree':
    'céntimos enteros; estados, resultados y horas concuerdan',
  'gradings lead to each wager’s present state and to the book’s win on it':
    'las calificaciones llevan al estado actual de cada apuesta y a la ganancia del libro en ella',
  'stored figures of closed periods equal a recomputation':
    'las cifras guardadas de periodos cerrados son las que da un recálculo',
};
