import type { Phrases } from '../phrasebook.js';

/** Effects on a row's money. */
const movements: Phrases = {
  '{what}, no money of {name} moves': '{@what}, no se mueve dinero de {name}',
  '{what} pays {amount} to {name} (balance {change})':
    '{@what}: se pagan {amount} a {name} (saldo {change})',
  '{what} returns {amount} to {name} (balance {change})':
    '{@what}: se devuelven {amount} a {name} (saldo {change})',
  '{what} adds {amount} to {name} (balance {change})':
    '{@what}: se suman {amount} a {name} (saldo {change})',
  '{what} takes {amount} from {name} (balance {change})':
    '{@what}: se restan {amount} a {name} (saldo {change})',
};

/** Effects with and without the row's label: a confirmation has it, a list of rows does not. */
const withLabel: Phrases = Object.fromEntries(
  Object.entries(movements).flatMap(([phrase, translation]) => [
    [`{label}: ${phrase}`, `{label}: ${translation}`],
    [phrase, translation],
  ]),
);

/** Parts of a filter in words, each with the parts that follow it. */
const conditions: Phrases = Object.fromEntries(
  [
    ['{=column} is {value}', '{@column} es {@value}'],
    ['{=column} is not {value}', '{@column} no es {@value}'],
    ['{=column} is one of {value}', '{@column} es uno de {value}'],
    ['{=column} is empty', '{@column} está vacío'],
    ['{=column} is not empty', '{@column} no está vacío'],
    ['{=column} from {value}', '{@column} desde {value}'],
    ['{=column} up to {value}', '{@column} hasta {value}'],
    ['{=column} before {value}', '{@column} antes de {value}'],
    ['{=column} contains {value}', '{@column} contiene {value}'],
    ['{=column} starts with {value}', '{@column} empieza por {value}'],
  ].flatMap(([phrase = '', translation = '']) => [
    [phrase, translation],
    [`${phrase} and {rest}`, `${translation} y {@rest}`],
  ]),
);

/** Spanish of previews, results and refusals of operations. */
export const spanishOutcomes: Phrases = {
  // previews
  'no money moves': 'no se mueve dinero',
  '+{credited} and -{debited}': '+{credited} y -{debited}',
  ...withLabel,
  'regrade from {from} to {to}': 'recalificar de {@from} a {@to}',
  'reopen to pending': 'reabrir y dejar pendiente',
  'settled as {result}': 'liquidada como {@result}',
  '{name} will owe {debt}, more than the limit of {limit}':
    '{name} deberá {debt}, más que el límite de {limit}',
  // bulk runs
  wager: 'apuesta',
  transaction: 'transacción',
  'Undo: {title}': 'Deshacer: {@title}',
  '{verb} wagers': '{@verb} apuestas',
  '{verb} transactions': '{@verb} transacciones',
  '{verb} wagers as {result}': '{@verb} apuestas como {@result}',
  '{verb} wagers to {result}': '{@verb} apuestas como {@result}',
  'fail transactions': 'marcar como fallidas las transacciones',
  'all wagers': 'todas las apuestas',
  'all transactions': 'todas las transacciones',
  'chosen rows': 'filas elegidas',
  'chosen one by one': 'elegidas una a una',
  'rows of run {id}': 'filas de la ejecución {id}',
  'wagers where {conditions}': 'apuestas donde {@conditions}',
  'transactions where {conditions}': 'transacciones donde {@conditions}',
  ...conditions,
  'The run has started': 'La ejecución ha comenzado',
  'The run was cancelled': 'La ejecución se canceló',
  'This is what the undo would do': 'Esto es lo que se desharía',
  // results
  '{count} done': '{count} hechas',
  '{done} done, {refused} refused': '{done} hechas, {refused} rechazadas',
  '{wager} placed: {stake} at {odds} for {name}, to win {win}':
    '{wager} hecha: {stake} a {odds} para {name}, a ganar {win}',
  '{what}: {amount} paid to {name}': '{@what}: {amount} pagados a {name}',
  '{what}: {amount} returned to {name}': '{@what}: {amount} devueltos a {name}',
  '{what}: {amount} taken back from {name}': '{@what}: {amount} retirados a {name}',
  '{what}: {amount} credited to {name}': '{@what}: {amount} sumados a {name}',
  '{what}: {amount} debited from {name}': '{@what}: {amount} restados a {name}',
  '{row} accepted': '{@row}: aceptada',
  '{row} voided': '{@row}: anulada',
  '{row} cancelled': '{@row}: cancelada',
  '{row} processed': '{@row}: procesada',
  '{row} failed': '{@row}: fallida',
  '{row} reversed': '{@row}: revertida',
  '{wager} settled as {result}': '{wager} liquidada como {@result}',
  '{wager} regraded from {from} to {to}': '{wager} recalificada de {@from} a {@to}',
  '{wager} reopened, was {state}': '{wager} reabierta, estaba {@state}',
  '{wager} reopened to pending, was {state}': '{wager} reabierta y pendiente, estaba {@state}',
  '{label} created for {name}': '{@label} para {name}: queda pendiente',
  'deposit of {amount} ({id})': 'depósito de {amount} ({id})',
  'withdrawal of {amount} ({id})': 'retiro de {amount} ({id})',
  '{amount} added to the balance of {name}: {reason}':
    '{amount} sumados al saldo de {name}: {reason}',
  '{amount} taken from the balance of {name}: {reason}':
    '{amount} restados del saldo de {name}: {reason}',
  'the login {name} was made': 'se creó el usuario {name}',
  'the password was set': 'se puso la contraseña',
  'the second factor was taken away': 'se quitó el segundo factor',
  '1 session ended': '1 sesión terminada',
  '1 sessions ended': '1 sesión terminada',
  '{count} sessions ended': '{count} sesiones terminadas',
  'nothing was changed': 'no se cambió nada',
  '{table} {title} was created': '{@table} {title}: creado',
  'the view was removed': 'se quitó la vista',
  'the view “{name}” was saved': 'se guardó la vista «{name}»',
  // recomputed figures
  '{before} → {after} (kpi metrics)': '{before} → {after} (indicadores)',
  '{before} → {after} (weekly stats)': '{before} → {after} (cifras semanales)',
  '{from} → {to}': '{@from} → {@to}',
  '{name}, daily from {day}': '{@name}, diario desde el {day}',
  '{name}, weekly from {day}': '{@name}, semanal desde el {day}',
  '{name}, monthly from {day}': '{@name}, mensual desde el {day}',
  'Hold percent': 'Retención',
  '{periods} recomputed, {values} changed': '{@periods} recalculados, {@values} cambiados',
  '1 period': '1 periodo',
  '{count} periods': '{count} periodos',
  '1 value': '1 valor',
  '{count} values': '{count} valores',
  'the book is empty: {periods} looked at, all up to date: there is nothing to recompute':
    'el libro está vacío: no hay nada que recalcular',
  '{days}: {periods} looked at, all up to date: there is nothing to recompute':
    '{@days}: {@periods} revisados, todo al día: no hay nada que recalcular',
  // reasons for refused rows
  'over the betting limit': 'por encima del límite de apuestas',
  'beyond the balance': 'más que el saldo',
  'below zero': 'por debajo de cero',
  'already reversed': 'ya revertida',
  'a reversal': 'una reversión',
  'already {state}': 'ya {@state}',
  'the customer is {state}': 'el cliente está {@state}',
  'the agent is {state}': 'el agente está {@state}',
  'wager {number} is already {state}': 'la apuesta {number} ya está {@state}',
  'the {label} is already {state}': 'ya está {@state}: {@label}',
  'a cancelled wager is final': 'una apuesta cancelada es definitiva',
  'use regrade to change its result': 'use recalificar para cambiar su resultado',
  'use reverse to take it back': 'use revertir para deshacerla',
  'does not exist': 'no existe',
};
