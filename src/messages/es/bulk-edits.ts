import type { bulkEdits as english } from '../en/bulk-edits.js';
import { translation } from '../translation.js';

export const bulkEdits = translation<typeof english>()({
  'bulk_edits.action': 'Editar campos',
  'bulk_edits.title': 'Editar campos de {table:title}',
  'bulk_edits.verb': 'Cambiar',
  'bulk_edits.undo_verb': 'Deshacer',
  'bulk_edits.row': 'fila',
  'bulk_edits.rows': 'filas',
  'bulk_edits.all_rows': 'filas de {table:title}, sin filtro',
  'bulk_edits.rows_where': 'filas de {table:title} donde {conditions:every}',
  'bulk_edits.every': '{conditions:every}',
  'bulk_edits.nothing_ticked': 'marque al menos un campo para cambiar',
  'bulk_edits.too_many_columns': 'se pueden cambiar como máximo {most#column} a la vez',
  'bulk_edits.not_open': 'uno de estos campos no se puede cambiar en varias filas',
  'bulk_edits.unique_in_scope': 'cambie esta columna fila por fila',
  'bulk_edits.unique':
    'es único: de {rows#row} solo una podría tener este valor; elija una fila, o edite cada una en su página',
  'bulk_edits.sent_twice': 'este formulario se envió otra vez mientras se leían sus filas',
  'bulk_edits.no_tables': 'todavía se están leyendo las tablas; pruebe de nuevo en un momento',
  'bulk_edits.table_gone': 'la tabla {table:title} ya no está, o ya no está abierta a este usuario',
  'bulk_edits.column_closed': '{column:title} ya no está, o ya no se puede cambiar en varias filas',
  'bulk_edits.read_otherwise':
    'las columnas de {table:title} se leen de otra manera desde que se eligieron las filas; elíjalas de nuevo',
  'bulk_edits.login_lost': 'su usuario ya no puede usar el producto',
  'bulk_edits.row_gone': 'la fila ya no está, o ya no es una de las suyas',
  'bulk_edits.changed_meanwhile': 'alguien cambió la fila entretanto: {values:every}',
  'bulk_edits.value_now': '{column:title} es ahora {value:message}',
  'bulk_edits.other_row': '{column:title} es ahora otra fila',
  'bulk_edits.too_long':
    'sus valores son demasiado largos para cambiarlos en bloque; edite la fila en su página',
  'bulk_edits.binary':
    'tiene un valor que no se podría devolver al deshacer; edite la fila en su página',
  'bulk_edits.not_written':
    'la base de datos no escribió estos valores: uno de sus disparadores los ignora o los altera',
  'bulk_edits.keeps_history': 'su tabla es el historial del libro',
  'bulk_edits.one_by_one': 'un servicio escribe cada una de sus filas',
  'bulk_edits.key': 'identifica la fila',
  'bulk_edits.file': 'contiene archivos',
  'bulk_edits.secret': 'es secreta',
  'bulk_edits.asks_step_up': 'un cambio pide contraseña y código, fila por fila',
  'bulk_edits.personal': 'es personal o está cifrada',
  'bulk_edits.stamp': 'los paneles la escriben en cada cambio',
  'bulk_edits.unreadable': 'la base de datos no puede leerla o compararla',
  'bulk_edits.not_edited': 'el formulario del rol no la tiene',
  'bulk_edits.no_list': 'las filas se eligen en la lista, que este rol no tiene',
});
