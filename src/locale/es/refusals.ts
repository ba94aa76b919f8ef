import type { Phrases } from '../phrasebook.js';

/** Refusals of money operations, and the way out. */
const ofMoney: Phrases = {
  'wager {number} is {state}': 'la apuesta {number} está {@state}',
  'wager {number} is already open ({state})': 'la apuesta {number} ya está abierta ({@state})',
  'wager {number} is active, and only a pending one can be cancelled':
    'la apuesta {number} está activa, y solo se cancela una pendiente',
  'wager {number} is {state} and has no result yet':
    'la apuesta {number} está {@state} y aún no tiene resultado',
  'wager {number} was changed since it was chosen and is now {state}':
    'la apuesta {number} cambió desde que se eligió y ahora está {@state}',
  'active, and only a pending one can be cancelled':
    'activa, y solo se cancela una que está pendiente',
  'wager {number} waits for acceptance: accept or cancel it':
    'la apuesta {number} espera que la acepten: acéptela o cancélela',
  'waiting for acceptance': 'en espera de que se acepte',
  'wager {number} was voided before anybody accepted it and cannot be regraded':
    'la apuesta {number} se anuló antes de que nadie la aceptara y no se puede recalificar',
  'voided before it was accepted': 'anulada antes de que se aceptara',
  'use reopen: it then waits for acceptance': 'use reabrir: entonces espera que la acepten',
  '{state} and has no result yet': '{@state} y aún sin resultado',
  'already open ({state})': 'ya abierta ({@state})',
  'use void to give the stake back': 'use anular para devolver el importe apostado',
  'use settle': 'use liquidar',
  'choose another result': 'elija otro resultado',
  'the result is not one of {results}': 'el resultado no es uno de {results}',
  'the balance of {name} would be {after}, beyond the betting limit of {limit}':
    'el saldo de {name} sería {after}, más allá del límite de apuestas de {limit}',
  'available to bet: {amount}': 'disponible para apostar: {amount}',
  'customer {name} is {state}': 'el cliente {name} está {@state}',
  'only an active customer can bet': 'solo puede apostar un cliente activo',
  'the agent of {name} is {state}': 'el agente de {name} está {@state}',
  'customers can bet while their agent is active':
    'los clientes pueden apostar mientras su agente esté activo',
  'the amount is more than {limit}': 'el importe es más que {limit}',
  'write it like 1250.50 or 1,250.50': 'escríbalo como 1250.50 o 1,250.50',
  'American odds are whole numbers of -100 and below or 100 and above, such as -110':
    'las cuotas americanas son números enteros de -100 o menos o de 100 o más, por ejemplo -110',
  'decimal odds are above 1 with at most three decimals, such as 2.50':
    'las cuotas decimales son mayores que 1, con tres decimales como mucho, por ejemplo 2.50',
  'a win at these odds would pay more than {limit}':
    'con esta cuota se pagaría más que {limit} al ganar',
  'lower the stake or the odds': 'baje el importe o la cuota',
  '{state} is final': '{@state} es definitivo',
  'the {label} is more than the balance of {name}, {balance}':
    'es más que el saldo de {name}, {balance}: {@label}',
  'it stays pending': 'queda pendiente',
  'the {label} belongs to a wager': 'es de una apuesta: {@label}',
  'use regrade, void or reopen on the wager': 'use recalificar, anular o reabrir en la apuesta',
  'the {label} is itself a reversal, which cannot be reversed':
    'es una reversión y no se puede revertir: {@label}',
  'write an adjustment instead': 'escriba un ajuste en su lugar',
  'the {label} is {state}, and only a completed one can be reversed':
    'está {@state}, y solo se revierte una completada: {@label}',
  'use cancel': 'use cancelar',
  'the {label} is already reversed': 'ya está revertida: {@label}',
  'the {label} was changed since it was chosen and is now {state}':
    'cambió desde que se eligió y ahora está {@state}: {@label}',
  'look at it and choose it again': 'véala y elíjala otra vez',
  'customer {name} is suspended and cannot withdraw':
    'el cliente {name} está suspendido y no puede retirar',
  'activate the customer first': 'active antes al cliente',
  'the balance of {name} would be {after}, below zero':
    'el saldo de {name} sería {after}, por debajo de cero',
  'confirm that it may go below zero': 'confirme que puede quedar por debajo de cero',
  'the type is not deposit or withdrawal': 'el tipo no es depósito ni retiro',
  '{label} has entries of {seen} UTC, and the server’s clock says {now}':
    '{label} tiene apuntes de las {seen} UTC, y el reloj del servidor dice {now}',
  'set the server’s clock right': 'ponga en hora el reloj del servidor',
  'settlement of {amount} ({id})': 'liquidación de {amount} ({id})',
  'refund of {amount} ({id})': 'reembolso de {amount} ({id})',
  'wager of {amount} ({id})': 'apuesta de {amount} ({id})',
};

/** Problems of chosen rows, or of a form as a whole. */
const ofForms: Phrases = {
  'no wager was chosen': 'no se eligió ninguna apuesta',
  'no transaction was chosen': 'no se eligió ninguna transacción',
  '{count} wagers are more than {most} at once': '{count} apuestas son más de {most} a la vez',
  '{count} transactions are more than {most} at once':
    '{count} transacciones son más de {most} a la vez',
  'use a bulk run, which goes in chunks': 'use una ejecución en bloque, que va por partes',
  'an id of a wager is malformed': 'el id de una apuesta no es correcto',
  'an id of a transaction is malformed': 'el id de una transacción no es correcto',
  'a wager is chosen twice': 'una apuesta está elegida dos veces',
  'a transaction is chosen twice': 'una transacción está elegida dos veces',
  'wager {id} does not exist': 'la apuesta {id} no existe',
  'transaction {id} does not exist': 'la transacción {id} no existe',
  'customer {id} does not exist': 'el cliente {id} no existe',
  'the reason is missing': 'falta el motivo',
  'the reason is not text': 'el motivo no es texto',
  'the reason is longer than {most} characters': 'el motivo tiene más de {most} caracteres',
  'the reason holds characters that cannot be kept':
    'el motivo tiene caracteres que no se pueden guardar',
  'the description is longer than {most} characters':
    'la descripción tiene más de {most} caracteres',
  'the description holds characters that cannot be kept':
    'la descripción tiene caracteres que no se pueden guardar',
  'the operation id is missing or malformed': 'falta el id de la operación o no es correcto',
  'send letters, digits and - _ . : only, at most 100':
    'envíe solo letras, cifras y - _ . :, como mucho 100',
  'nothing was asked for': 'no se pidió nada',
  'the preview is not one of ours': 'la vista previa no es de las nuestras',
  'this page takes no such request': 'esta página no admite esa petición',
  'this operation id was used for another request before':
    'este id de operación ya se usó antes para otra petición',
  'reload the page and enter it again': 'recargue la página y escríbalo otra vez',
  'this form was sent with something else before': 'este formulario ya se envió con otra cosa',
  'open it again': 'ábralo otra vez',
  'there is no such operation': 'no existe esa operación',
  'this is done by its own form only': 'esto solo se hace en su propio formulario',
  'your login may not do this': 'su usuario no puede hacer esto',
  'your login may not make this': 'su usuario no puede crear esto',
  '{field} takes one value': '{@field} admite un solo valor',
  '{field}: there is no such row': '{@field}: no existe esa fila',
  'no records were chosen': 'no se eligió ningún registro',
  'at most {count} records can be chosen at once':
    'se pueden elegir como mucho {count} registros a la vez',
  'this is not open here': 'esto no está disponible aquí',
  'this action has no preview': 'esta acción no tiene vista previa',
  'nobody is signed in': 'no ha entrado nadie',
  'something went wrong (request {id})': 'algo falló (petición {id})',
  'the new row would not be one of yours': 'la fila nueva no sería de las suyas',
  '{table} are not made here': '{@table}: no se crean aquí',
  '{table} are read only': '{@table}: solo lectura',
  '{table} are not deleted here': '{@table}: no se borran aquí',
  'deactivate instead': 'desactive en su lugar',
  'give the id or the email address': 'dé el id o el correo electrónico',
  'there is no customer {name}': 'no existe el cliente {name}',
};

const ofRuns: Phrases = {
  'no rows were chosen': 'no se eligió ninguna fila',
  'more than {most} rows were chosen': 'se eligieron más de {most} filas',
  'narrow the filter': 'acote el filtro',
  'bulk run {id} does not exist': 'la ejecución en bloque {id} no existe',
  'bulk run {id} is {state}': 'la ejecución en bloque {id} está {@state}',
  'bulk run {id} is already {state}': 'la ejecución en bloque {id} ya está {@state}',
  'a run of {kind} cannot be undone as a whole':
    'una ejecución de {kind} no se puede deshacer entera',
  'change its rows one by one': 'cambie sus filas una a una',
  'cancel it, or wait until it has finished': 'cancélela, o espere a que termine',
  'the filter is not right: {problem}': 'el filtro no es correcto: {@problem}',
  'the preview of many rows is on the page of their run':
    'la vista previa de muchas filas está en la página de su ejecución',
};

const ofPeople: Phrases = {
  'there is no login {id}': 'no existe el usuario {id}',
  'the book’s own login stays as it is': 'el usuario propio del libro se queda como está',
  'this is the last active administrator': 'este es el último administrador activo',
  'make another login an administrator first': 'haga antes administrador a otro usuario',
  'this login still has the published password of the demo book':
    'este usuario todavía tiene la contraseña publicada del libro de demostración',
  'set another password first': 'póngale antes otra contraseña',
  'that is not an email address': 'eso no es un correo electrónico',
  '{role} logins have no agent': 'un usuario {@role} no tiene agente',
  '{role} logins have no customer': 'un usuario {@role} no tiene cliente',
  'an agent login needs its agent': 'un usuario agente necesita su agente',
  'there is no such agent': 'no existe ese agente',
  'a customer login needs its customer': 'un usuario cliente necesita su cliente',
  'there is no such customer': 'no existe ese cliente',
  'your own password is changed with the current one':
    'su propia contraseña se cambia con la actual',
  'open your account page': 'abra la página de su cuenta',
  'nobody signs in as the book’s own login': 'nadie entra con el usuario propio del libro',
};

const ofFiguresAndLists: Phrases = {
  '{day} is in the future': '{day} está en el futuro',
  'the latest date is {day}': 'la última fecha es {day}',
  'the range is backwards: {from} is after {to}':
    'el intervalo va al revés: {from} es después de {to}',
  'give the earlier date first': 'dé primero la fecha anterior',
  'take it in parts': 'hágalo por partes',
  '{text} is not a date': '{text} no es una fecha',
  'write it as YYYY-MM-DD': 'escríbala como AAAA-MM-DD',
  'the week of {day} is in the future': 'la semana del {day} está en el futuro',
  'choose this week or an earlier one': 'elija esta semana o una anterior',
  'there is no such figure': 'no existe esa cifra',
  'these figures do not exist': 'estas cifras no existen',
  'the book begins on {first}, the clock says {now}':
    'el libro empieza el {first}, el reloj dice {now}',
  'there is no such page of the statement': 'no existe esa página del extracto',
  'a list has at most {count} views of yours': 'una lista tiene como mucho {count} vistas suyas',
  'remove one first': 'quite antes una',
  'this view is not there any more': 'esta vista ya no existe',
  'at most {count} columns can be chosen': 'se pueden elegir como mucho {count} columnas',
  'a name has at most {count} characters': 'un nombre tiene como mucho {count} caracteres',
  'a view is shared with a role': 'una vista se comparte con un rol',
  'only administrators share views': 'solo los administradores comparten vistas',
  'a sheet holds at most {count} rows': 'una hoja admite como mucho {count} filas',
  'narrow the filter, or export as CSV': 'acote el filtro, o exporte como CSV',
  'there is no such format': 'no existe ese formato',
  'nothing was exported: {problem}': 'no se exportó nada: {@problem}',
  'open the list anew and filter it there': 'abra la lista de nuevo y fíltrela allí',
  'nothing was imported: {count} rows are wrong':
    'no se importó nada: {count} filas no son correctas',
  'import the good rows only, or split the file':
    'importe solo las filas correctas, o divida el archivo',
  'nothing was imported: too many rows are wrong to give them back':
    'no se importó nada: hay demasiadas filas incorrectas para devolverlas',
  'correct the file and check it again, or split it':
    'corrija el archivo y compruébelo otra vez, o divídalo',
  'another file of this login is still being worked on':
    'todavía se está procesando otro archivo de este usuario',
  'the server is working on files of others': 'el servidor está procesando archivos de otros',
  'try again in {count} seconds': 'inténtelo de nuevo en {count} segundos',
  'choose all rows or the good ones': 'elija todas las filas o las correctas',
  'the page was ignored: it is no number': 'la página no se tuvo en cuenta: no es un número',
  'the page size was ignored: it is no number':
    'el tamaño de página no se tuvo en cuenta: no es un número',
};

const ofTheDatabase: Phrases = {
  'nothing was changed; try again in a moment':
    'no se cambió nada; inténtelo otra vez dentro de un momento',
  'try again in a moment': 'inténtelo otra vez dentro de un momento',
  'the database is busy with another writer': 'la base de datos está ocupada por otra escritura',
  'the database or its disk is full': 'la base de datos o su disco están llenos',
  'nothing was changed; make room first': 'no se cambió nada; haga sitio antes',
  'send it again as it is: it takes effect once at most':
    'envíelo otra vez tal como está: como mucho tiene efecto una vez',
  'look whether it was done before you do it again': 'mire si se hizo antes de hacerlo otra vez',
};

/** Spanish of the services' refusals that users meet in the panels. */
export const spanishRefusals: Phrases = {
  ...ofMoney,
  ...ofForms,
  ...ofRuns,
  ...ofPeople,
  ...ofFiguresAndLists,
  ...ofTheDatabase,
};
