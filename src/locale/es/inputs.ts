import type { Phrases } from '../phrasebook.js';

/** Problems of a value, shown beside its field or after the column's name. */
const problems: Phrases = {
  'is required': 'es obligatorio',
  'is missing': 'falta',
  'is negative': 'es negativo',
  'is zero': 'es cero',
  'is already taken': 'ya está en uso',
  'is too large': 'es demasiado grande',
  'has the wrong type': 'no es del tipo correcto',
  'has more than two decimals': 'tiene más de dos decimales',
  'is not an amount in dollars': 'no es un importe en dólares',
  'refers to a row that does not exist': 'se refiere a una fila que no existe',
  'must be a number, such as 1250.5': 'debe ser un número, por ejemplo 1250.5',
  'must be a whole number': 'debe ser un número entero',
  'must be yes or no': 'debe ser sí o no',
  'must be one of the rows that can be chosen': 'debe ser una de las filas que se pueden elegir',
  'must be a date, such as 2024-01-31': 'debe ser una fecha, por ejemplo 2024-01-31',
  'must be a date and time, such as 2024-01-31 14:30':
    'debe ser fecha y hora, por ejemplo 2024-01-31 14:30',
  'must be valid JSON': 'debe ser JSON válido',
  'is too long': 'es demasiado largo',
  'is not known': 'no se conoce',
  'is the name of more than one: give its code or id':
    'es el nombre de más de uno: escriba su código o su id',
  'must be one of {values}': 'debe ser uno de {values}',
  'must be more than {limit}': 'debe ser más de {limit}',
  'must be at least {limit}': 'debe ser al menos {limit}',
  'must be less than {limit}': 'debe ser menos de {limit}',
  'must be at most {limit}': 'debe ser como mucho {limit}',
  'must have at least {limit} characters': 'debe tener al menos {limit} caracteres',
  'must have at most {limit} characters': 'debe tener como mucho {limit} caracteres',
  'cannot be typed': 'no se puede escribir',
  'must be one plain value': 'debe ser un solo valor',
  'must not hold null characters': 'no puede tener caracteres nulos',
};

/** Spanish of problems in forms, filters and files, and of limits of a list. */
export const spanishInputs: Phrases = {
  'some fields are not right yet; nothing was saved':
    'algunos campos todavía no son correctos; no se guardó nada',
  'somebody else changed this record meanwhile; nothing was saved':
    'otra persona cambió este registro mientras tanto; no se guardó nada',
  'write it like 1250.50 or 1,250.50': 'escríbalo así: 1250.50 o 1,250.50',
  'the amount is missing': 'falta el importe',
  'the amount is negative': 'el importe es negativo',
  'the amount is zero': 'el importe es cero',
  'the amount has more than two decimals': 'el importe tiene más de dos decimales',
  'the amount is not an amount in dollars': 'el importe no es un importe en dólares',
  'the odds are missing': 'falta la cuota',
  'the odds are not odds': 'la cuota no es una cuota',
  'the odds are too large': 'la cuota es demasiado grande',
  'the odds are between -100 and 100': 'la cuota está entre -100 y 100',
  'the odds are not above 1': 'la cuota no es mayor que 1',
  'somebody else changed this to {value} while you typed {typed}':
    'otra persona cambió esto a {value} mientras usted escribía {typed}',
  'somebody else changed this record at the same moment':
    'otra persona cambió este registro en el mismo momento',
  'reload and try again': 'vuelva a cargar la página e inténtelo de nuevo',
  'this record does not exist any more': 'este registro ya no existe',
  'say on which day the range begins': 'diga en qué día empieza el periodo',
  // filters and views
  'a filter on an unknown column was ignored': 'se ignoró un filtro de una columna desconocida',
  'the filter on {column} was ignored: it {problem}':
    'se ignoró el filtro de {@column}: {@problem}',
  'the filter on {column} was ignored: unknown comparison':
    'se ignoró el filtro de {@column}: comparación desconocida',
  'it is compared as a whole': 'se compara entera',
  'it takes one short value': 'admite un solo valor corto',
  'only {count} filters were used': 'solo se usaron {count} filtros',
  'the page was ignored: it is no number': 'se ignoró la página: no es un número',
  'the page size was ignored: it is no number':
    'se ignoró el número de filas por página: no es un número',
  'the order was ignored: the list is not sorted by that':
    'se ignoró el orden: la lista no se ordena por eso',
  'only the newest {rows} rows were searched': 'solo se buscó en las {rows} filas más recientes',
  'filter by their date to search others': 'filtre por fecha para buscar en otras',
  'the view is not there any more': 'la vista ya no existe',
  'its filter is': 'su filtro sí',
  'a column that is unknown here was left out': 'se omitió una columna desconocida',
  'give the view a name': 'dé un nombre a la vista',
  // limits of a table
  'read only: {reason}': 'solo lectura: {@reason}',
  'a view shows other tables’ rows; edit those':
    'una vista muestra filas de otras tablas; edítelas allí',
  'without a primary key its rows cannot be told apart':
    'sin clave primaria sus filas no se distinguen',
  'its primary key cannot be shown': 'su clave primaria no se puede mostrar',
  'binary data is not edited here': 'los datos binarios no se editan aquí',
  'computed if left empty': 'se calcula si se deja vacío',
  // files
  'the file is empty': 'el archivo está vacío',
  'the file has no rows below its headers': 'el archivo no tiene filas bajo sus encabezados',
  'the file has more than {count} rows': 'el archivo tiene más de {count} filas',
  'the file has more than {count} columns': 'el archivo tiene más de {count} columnas',
  'split it': 'divídalo',
  'the file is not in UTF-8': 'el archivo no está en UTF-8',
  'save it as “CSV UTF-8” and choose it again': 'guárdelo como «CSV UTF-8» y elíjalo de nuevo',
  'a quote is left open in the row that begins in line {line}':
    'hay unas comillas sin cerrar en la fila que empieza en la línea {line}',
  'a quote stands within a text in the row that begins in line {line}':
    'hay unas comillas dentro de un texto en la fila que empieza en la línea {line}',
  'close it, or double it where it belongs to the text':
    'ciérrelas, o duplíquelas si son parte del texto',
  'put the whole text in quotes and double those within it':
    'ponga todo el texto entre comillas y duplique las de dentro',
  'the row that begins in line {line} cannot be read as CSV':
    'la fila que empieza en la línea {line} no se puede leer como CSV',
  'the file needs a column for {first}, {second}':
    'el archivo necesita una columna para {@first}, {@second}',
  'the file needs a column for {name}': 'el archivo necesita una columna para {@name}',
  'two columns of the file go into the same column':
    'dos columnas del archivo van a la misma columna',
  'leave one of them out': 'omita una de ellas',
  'it has {count} cells, where the headers are {width}':
    'tiene {count} celdas, y los encabezados son {width}',
  '{column} stands in line {line} already': '{@column} ya está en la línea {line}',
  'balances are not imported: they follow from transactions':
    'los saldos no se importan: resultan de las transacciones',
  'leave the column out, import, and record each balance as an adjustment of its customer (Adjust balance)':
    'omita la columna, importe y registre cada saldo como un ajuste de su cliente (Ajustar saldo)',
  ...problems,
  ...Object.fromEntries(
    Object.entries(problems).map(([problem, translation]) => [
      `{column} ${problem}`,
      `{@column} ${translation}`,
    ]),
  ),
};
